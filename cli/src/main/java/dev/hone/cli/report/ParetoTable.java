package dev.hone.cli.report;

import dev.hone.Excerpt;
import dev.hone.evaluation.Objective;
import dev.hone.result.ParetoPoint;
import dev.hone.result.RunResult;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// The prompts that no other beats in every objective, as a person reads them on a terminal.
public final class ParetoTable {

    private static final int LONGEST_PROMPT = 70;
    private static final int THOUSAND = 3;
    private static final int DIGITS = 4;

    private ParetoTable() {}

    /// One line each; what is not known is a question mark. Latency is a column where it is an
    /// objective.
    public static void print(PrintStream out, RunResult result) {
        boolean hasLatency = result.objectives().contains(Objective.LATENCY);
        out.println(
                " score  95 % interval   words  tokens in     out   USD/1,000"
                        + (hasLatency ? "  median s" : "")
                        + "  prompt");
        for (ParetoPoint point : result.pareto()) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%6.1f  %-15s %6d  %9s  %6s  %10s%s  %s%s",
                            100 * point.score(),
                            String.format(
                                    Locale.ROOT,
                                    "[%.1f, %.1f]",
                                    100 * point.interval95().low(),
                                    100 * point.interval95().high()),
                            point.words(),
                            tokens(point.inputTokens()),
                            tokens(point.outputTokens()),
                            forThousand(point.usd()),
                            hasLatency ? String.format("  %8s", seconds(point.medianMillis())) : "",
                            Excerpt.of(point.prompt().text(), LONGEST_PROMPT),
                            unanswered(point.coverage())));
        }
    }

    private static String tokens(@Nullable Double mean) {
        return mean == null ? "?" : String.format(Locale.ROOT, "%.1f", mean);
    }

    private static String forThousand(@Nullable BigDecimal usd) {
        return usd == null
                ? "?"
                : usd.movePointRight(THOUSAND)
                        .setScale(DIGITS, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static String seconds(@Nullable Long millis) {
        return millis == null ? "?" : BigDecimal.valueOf(millis, THOUSAND).toPlainString();
    }

    private static String unanswered(double coverage) {
        return coverage == 1
                ? ""
                : String.format(Locale.ROOT, "  (%.0f %% answered)", 100 * coverage);
    }
}
