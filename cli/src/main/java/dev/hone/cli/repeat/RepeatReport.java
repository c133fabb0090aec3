package dev.hone.cli.repeat;

import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.result.Choice;
import dev.hone.result.RunResult;
import dev.hone.result.SplitResult;
import dev.hone.result.comparison.Stability;
import dev.hone.statistics.Interval;
import dev.hone.statistics.Spread;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/// What came of a repeated search, as a person reads it on a terminal.
record RepeatReport(Stability stability) {

    void print(Terminal terminal, Path folder) {
        PrintStream out = terminal.out();
        out.println();
        out.println("seed   validation    test  difference   95 % interval  best prompt");
        stability.runs().forEach(run -> out.println(row(run)));
        out.println();
        spread(out, "test", stability.score(), "%.1f");
        spread(out, "difference", stability.difference(), "%+.1f");
        out.println(
                line(
                        "same prompt",
                        "%d of %d searches chose the same one",
                        stability.same(),
                        stability.runs().size()));
        luck(out, stability.joint().choice());
        out.println();
        out.println(stability.advice());
        out.println();
        out.println(line("best prompt", "%s", Text.oneLine(stability.joint().bestPrompt().text())));
        String shown = terminal.shown(folder);
        out.println(line("written", "%s", shown.isEmpty() ? "." : shown));
        out.println(
                line(
                        "",
                        "%s, %s, a run folder for each seed",
                        RepeatFolder.PROMPT,
                        RepeatFolder.JSON));
    }

    private static String row(RunResult run) {
        SplitResult validation = run.validation();
        SplitResult test = run.test();
        return String.format(
                Locale.ROOT,
                "%-6d %10s  %6s  %10s  %14s  %s",
                run.seed(),
                validation == null ? "none" : number("%.1f", validation.bestAlone().score()),
                test == null ? "none" : number("%.1f", test.bestAlone().score()),
                test == null ? "" : number("%+.1f", test.difference()),
                test == null ? "" : interval(test.interval95()),
                Text.oneLine(run.bestPrompt().text()));
    }

    private static void spread(
            PrintStream out, String name, @Nullable Spread spread, String format) {
        if (spread == null) {
            out.println(line(name, "not judged"));
            return;
        }
        Interval interval = spread.mean().interval95();
        Double deviation = spread.deviation();
        out.println(
                line(
                        name,
                        "mean %s%s, from %s to %s%s",
                        number(format, spread.mean().mean()),
                        interval == null ? "" : " " + interval(interval),
                        number(format, spread.lowest()),
                        number(format, spread.highest()),
                        deviation == null
                                ? ""
                                : ", standard deviation " + number("%.1f", deviation)));
    }

    /// What the best of all searches may owe to having been looked for.
    private static void luck(PrintStream out, @Nullable Choice choice) {
        if (choice == null) {
            return;
        }
        out.println(
                line(
                        "chosen",
                        "on validation, the best of %,d candidates: %s, without luck %s",
                        choice.candidates(),
                        number("%.1f", choice.score()),
                        number("%.1f", choice.shrunk())));
        if (choice.testLooks() > 1) {
            out.println(
                    line(
                            "",
                            "this test set has been looked at %,d times: each search looks once",
                            choice.testLooks()));
        }
    }

    private static String line(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "%-16s ", name)
                + String.format(Locale.ROOT, format, values);
    }

    private static String number(String format, double score) {
        return String.format(Locale.ROOT, format, 100 * score + 0.0);
    }

    private static String interval(Interval interval) {
        return "[" + number("%.1f", interval.low()) + ", " + number("%.1f", interval.high()) + "]";
    }
}
