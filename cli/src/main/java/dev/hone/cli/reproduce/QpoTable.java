package dev.hone.cli.reproduce;

import dev.hone.cli.terminal.Text;
import dev.hone.experience.benchmark.Contestant;
import dev.hone.experience.benchmark.PaperResults;
import dev.hone.experience.benchmark.Setting;
import dev.hone.statistics.Interval;
import dev.hone.statistics.MeanDifference;
import dev.hone.statistics.PairedComparison;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/// The experiment as a person reads it: a table for each setting, at most 80 columns wide. Scores
/// are points, in [0, 100].
record QpoTable(QpoReport report) {

    private static final String ROW = "%-14s%9s%11s%11s%11s%11s%11s";
    private static final String NONE = "-";

    void print(PrintStream out) {
        QpoOptions options = report.options();
        out.println(
                String.format(
                        Locale.ROOT,
                        "QPO on %s; profile %s, %s protocol, %d %s",
                        Text.oneLine(report.model()),
                        options.profile(),
                        options.protocol().label(),
                        options.seeds(),
                        options.seeds() == 1 ? "seed" : "seeds"));
        for (Setting setting : report.settings()) {
            out.println();
            print(out, setting);
        }
        out.println();
        out.println(
                "Below a score: the 95 % interval of its difference to the best source prompt,");
        out.println("paired by query; * where it is significant. The paper's figures are unknown");
        out.println("where they could not be verified.");
        out.println(calls());
    }

    private String calls() {
        long paid =
                report.usages().stream()
                        .mapToLong(
                                usage -> usage.taskModel().calls() + usage.optimizerModel().calls())
                        .sum();
        return String.format(
                Locale.ROOT,
                "%,d calls, %,d of them now.%s",
                paid,
                report.sent(),
                report.isStopped()
                        ? " Ended by the budget of "
                                + report.stopReason()
                                + "; with a larger one the same command goes on."
                        : "");
    }

    private void print(PrintStream out, Setting setting) {
        line(out, setting.label(), Contestant::heading);
        for (CellScores cell : report.cells(setting)) {
            line(out, cell.task().id(), contestant -> score(cell, contestant));
            line(
                    out,
                    "  to source",
                    contestant ->
                            contestant == Contestant.BEST_SOURCE
                                    ? ""
                                    : cell.against(contestant)
                                            .map(PairedComparison::interval95)
                                            .map(QpoTable::interval)
                                            .orElse(NONE));
            line(out, "  paper", contestant -> paper(setting, cell.task().id(), contestant));
            if (!cell.note().isEmpty()) {
                out.println("  no policy: " + cell.note());
            }
        }
        mean(out, setting);
    }

    private void mean(PrintStream out, Setting setting) {
        int complete = report.complete(setting).size();
        int all = report.cells(setting).size();
        String label = complete == all ? "mean" : "mean (%d of %d)".formatted(complete, all);
        line(
                out,
                label,
                contestant -> {
                    Interval interval =
                            report.meanDifference(setting, contestant)
                                    .map(MeanDifference::interval95)
                                    .orElse(new Interval(0, 0));
                    return report.meanAccuracy(setting, contestant)
                            .map(mean -> points(mean) + (interval.contains(0) ? "" : "*"))
                            .orElse(NONE);
                });
        line(
                out,
                "  to source",
                contestant ->
                        contestant == Contestant.BEST_SOURCE
                                ? ""
                                : report.meanDifference(setting, contestant)
                                        .map(MeanDifference::interval95)
                                        .map(QpoTable::interval)
                                        .orElse(NONE));
        line(out, "  paper", contestant -> paper(setting, "mean", contestant));
    }

    private static String score(CellScores cell, Contestant contestant) {
        boolean significant =
                cell.against(contestant).map(PairedComparison::significant).orElse(false);
        return cell.accuracy(contestant)
                .map(accuracy -> points(accuracy) + (significant ? "*" : ""))
                .orElse(NONE);
    }

    private static String paper(Setting setting, String row, Contestant contestant) {
        OptionalDouble known = PaperResults.accuracy(setting, row, contestant.id());
        return known.isPresent() ? points(known.getAsDouble()) : "unknown";
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String interval(Interval interval) {
        return "[" + signed(interval.low()) + ", " + signed(interval.high()) + "]";
    }

    /// In whole points: with a hundred queries, more would say nothing.
    private static String signed(double share) {
        long points = Math.round(100 * share);
        return points > 0 ? "+" + points : Long.toString(points);
    }

    private static void line(PrintStream out, String label, Function<Contestant, String> cell) {
        Object[] values = new Object[1 + Contestant.values().length];
        values[0] = label;
        for (Contestant contestant : Contestant.values()) {
            values[1 + contestant.ordinal()] = cell.apply(contestant);
        }
        out.println(String.format(Locale.ROOT, ROW, values).stripTrailing());
    }
}
