package dev.hone.cli.session;

import dev.hone.Excerpt;
import dev.hone.cli.terminal.Money;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.ledger.RoleUsage;
import dev.hone.result.Choice;
import dev.hone.result.RunProvenance;
import dev.hone.result.RunResult;
import dev.hone.result.SplitResult;
import dev.hone.result.breakdown.ClassResult;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A result as a person reads it on a terminal.
public final class Summary {

    /// Half of what one decimal of a per cent shows.
    private static final double VISIBLE = 0.0005;

    private static final int MOST_CLASSES = 3;
    private static final int LONGEST_CLASS = 40;

    private final Terminal terminal;
    private final PrintStream out;

    public Summary(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    public void print(RunResult result, Path folder) {
        out.println();
        out.println("seed prompt      " + Text.oneLine(result.seedPrompt().text()));
        out.println("best prompt      " + Text.oneLine(result.bestPrompt().text()));
        out.println();
        out.println("                   seed    best    difference");
        scores("validation", result.validation());
        scores("test", result.test());
        if (result.test() != null && result.test().difference() > 0) {
            worse(result.classes());
        }
        if (result.choice() != null) {
            luck(result.choice());
        }
        out.println();
        out.println(result.recommendation());
        out.println();
        RunProvenance provenance = result.provenance();
        usage("task model", provenance.taskModel(), result.usage().taskModel());
        usage("optimizer model", provenance.optimizerModel(), result.usage().optimizerModel());
        out.println(
                "stopped          by "
                        + result.stopReason()
                        + " after "
                        + result.steps()
                        + (result.steps() == 1 ? " step" : " steps"));
        String shown = terminal.shown(folder);
        out.println("written          " + (shown.isEmpty() ? "." : shown));
        out.println(
                "                 prompt.txt, request.txt, result.json, trajectory.jsonl,"
                        + " report.html");
    }

    private void scores(String split, @Nullable SplitResult scores) {
        if (scores == null) {
            out.println(String.format(Locale.ROOT, "%-16s not scored", split));
            return;
        }
        String coverage =
                scores.coverage() == 1
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  (%.0f %% of the examples answered under both; were the others"
                                        + " wrong or right, best %.1f to %.1f)",
                                100 * scores.coverage(),
                                100 * scores.bestAlone().bounds().low(),
                                100 * scores.bestAlone().bounds().high());
        out.println(
                String.format(
                        Locale.ROOT,
                        "%-16s %6.1f  %6.1f   %+6.1f  [%+.1f, %+.1f]%s",
                        split,
                        100 * scores.seed(),
                        100 * scores.best(),
                        100 * scores.difference(),
                        100 * scores.interval95().low(),
                        100 * scores.interval95().high(),
                        coverage));
    }

    /// Classes that got worse although the whole got better, the worst first.
    private void worse(List<ClassResult> classes) {
        classes.stream()
                .filter(one -> one.difference() < 0)
                .sorted(Comparator.comparing(ClassResult::difference))
                .limit(MOST_CLASSES)
                .forEach(
                        one ->
                                out.println(
                                        String.format(
                                                Locale.ROOT,
                                                "                 worse on class \"%s\": %.1f ->"
                                                        + " %.1f [%.1f, %.1f], %,d examples%s",
                                                Excerpt.of(one.target(), LONGEST_CLASS),
                                                100 * one.seed(),
                                                100 * one.best(),
                                                100 * one.bestInterval95().low(),
                                                100 * one.bestInterval95().high(),
                                                one.pairs(),
                                                one.mayBeChance() ? ", may be chance" : "")));
    }

    /// What a score may owe to having been looked for.
    private void luck(Choice choice) {
        if (choice.candidates() > 0 && choice.score() - choice.shrunk() >= VISIBLE) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "                 (the best of %,d on validation is partly luck: %.1f"
                                    + " there, %.1f without it)",
                            choice.candidates(),
                            100 * choice.score(),
                            100 * choice.shrunk()));
        }
        if (choice.testLooks() > 1) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "                 (this test set has been looked at %,d times: each"
                                    + " choice by it makes it less of a test)",
                            choice.testLooks()));
        }
        if (choice.quotes().train() > 0) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "                 (the best prompt quotes %,d train examples)",
                            choice.quotes().train()));
        }
    }

    private void usage(String role, @Nullable String model, RoleUsage usage) {
        String failed = usage.failed() == 0 ? "" : usage.failed() + " failed, ";
        out.println(
                String.format(
                        Locale.ROOT,
                        "%-16s %s%,d calls, %,d cached, %s%,d + %,d tokens, %s",
                        role,
                        model == null ? "" : model + ": ",
                        usage.calls(),
                        usage.cached(),
                        failed,
                        usage.inputTokens(),
                        usage.outputTokens(),
                        Money.shown(usage.usd())));
    }
}
