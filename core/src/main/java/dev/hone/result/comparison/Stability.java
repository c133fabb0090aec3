package dev.hone.result.comparison;

import dev.hone.Prompt;
import dev.hone.result.RunResult;
import dev.hone.result.SplitResult;
import dev.hone.result.Verdict;
import dev.hone.statistics.Spread;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// How much the result of a search depends on its seed.
///
/// @param runs of the same search, by seed; not empty
/// @param joint all of them as [one][JointRun]: the prompt to use, chosen on validation
/// @param score on test of the prompts that the searches chose; null when none was judged there
/// @param difference to the seed prompt on test; null when none was judged there
/// @param judged searches that were judged on test
/// @param better searches whose prompt scored higher than the seed prompt on test
/// @param significant those of them where chance is a poor explanation
/// @param same searches that chose the prompt that most of them chose
public record Stability(
        List<RunResult> runs,
        RunResult joint,
        @Nullable Spread score,
        @Nullable Spread difference,
        int judged,
        int better,
        int significant,
        int same) {

    public Stability {
        runs = List.copyOf(runs);
    }

    public static Stability of(List<RunResult> runs, RunResult joint) {
        List<SplitResult> tests =
                runs.stream().map(RunResult::test).filter(Objects::nonNull).toList();
        Map<Prompt, Long> chosen =
                runs.stream()
                        .map(RunResult::bestPrompt)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return new Stability(
                runs,
                joint,
                spread(0, tests, test -> test.bestAlone().score()),
                spread(-1, tests, SplitResult::difference),
                tests.size(),
                (int) tests.stream().filter(test -> test.difference() > 0).count(),
                (int) runs.stream().filter(run -> run.verdict() == Verdict.BETTER).count(),
                (int) chosen.values().stream().mapToLong(Long::longValue).max().orElse(0));
    }

    private static @Nullable Spread spread(
            double low, List<SplitResult> tests, ToDoubleFunction<SplitResult> value) {
        return tests.isEmpty()
                ? null
                : Spread.of(low, 1, tests.stream().mapToDouble(value).toArray());
    }

    /// Seed of the search that found the prompt to use: the first that did.
    public long chosenSeed() {
        return runs.stream()
                .filter(run -> run.bestPrompt().equals(joint.bestPrompt()))
                .findFirst()
                .orElseThrow()
                .seed();
    }

    /// What to do, in one sentence: whether to use the prompt that is best on validation, and what
    /// to expect of another search.
    public String advice() {
        String todo =
                joint.verdict() == Verdict.BETTER
                        ? joint.recommendation()
                                .replace(
                                        "Use the new prompt",
                                        "use the best on validation, which seed "
                                                + chosenSeed()
                                                + " found")
                        : lowered(joint.recommendation());
        return found() + "; " + todo.substring(0, todo.length() - 1) + expected() + ".";
    }

    private String found() {
        if (judged == 0) {
            long other = runs.stream().filter(r -> !r.bestPrompt().equals(r.seedPrompt())).count();
            return other
                    + " of "
                    + runs.size()
                    + " searches found a prompt that is better on validation";
        }
        String beyond =
                better == 0
                        ? ""
                        : ", " + (significant == 0 ? "none" : significant) + " beyond chance";
        return better + " of " + judged + " searches found a better prompt" + beyond;
    }

    private String expected() {
        Spread scores = score;
        Spread differences = difference;
        if (scores == null || differences == null || judged < 2) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; expect %.1f%s on test from another search, %+.1f%s over your prompt",
                100 * scores.mean().mean(),
                within(scores),
                100 * differences.mean().mean() + 0.0,
                within(differences));
    }

    private static String within(Spread spread) {
        Double reach = spread.reach();
        return reach == null ? "" : String.format(Locale.ROOT, " ± %.1f", 100 * reach);
    }

    private static String lowered(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
