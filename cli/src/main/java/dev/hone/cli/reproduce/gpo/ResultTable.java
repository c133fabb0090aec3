package dev.hone.cli.reproduce.gpo;

import dev.hone.cli.terminal.Text;
import dev.hone.statistics.Interval;
import dev.hone.statistics.SampleMean;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// The experiment as a person reads it, as text of at most 80 columns or as Markdown. Scores are
/// points, in [0, 100].
record ResultTable(GpoSettings settings, Plan plan, Scores scores) {

    private static final List<String> HEADINGS =
            List.of("", "ours", "95 % interval", "paper", "difference", "seeds");
    private static final String ROW = "%-27s%8s%17s%8s%12s%8s";
    private static final String NONE = "-";

    void print(PrintStream out) {
        head().forEach(out::println);
        for (Plan.Table table : plan.tables()) {
            out.println();
            out.println(table.paper().heading());
            line(out, HEADINGS);
            table.cells().forEach(cell -> line(out, row(cell)));
        }
        out.println();
        notes().forEach(out::println);
    }

    /// The same for `gpo.md`.
    String markdown() {
        StringBuilder text = new StringBuilder("# The tables of the GPO paper\n\n");
        head().forEach(line -> text.append(line).append("  \n"));
        for (Plan.Table table : plan.tables()) {
            text.append("\n## ").append(table.paper().heading()).append("\n\n");
            markdown(text, HEADINGS);
            text.append("|---|---:|---:|---:|---:|---:|\n");
            table.cells().forEach(cell -> markdown(text, row(cell)));
        }
        text.append('\n');
        notes().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private List<String> head() {
        return List.of(
                "optimizer model  " + Text.oneLine(scores.optimizerModel()),
                "task model       " + Text.oneLine(scores.taskModel()),
                "the paper's      " + settings.beside().title());
    }

    private List<String> row(Plan.Cell cell) {
        Optional<SampleMean> mean = scores.mean(cell);
        OptionalDouble paper = cell.paper().paper(settings.beside());
        String printed = paper.isPresent() ? number(paper.getAsDouble()) : NONE;
        boolean comparable = mean.isPresent() && paper.isPresent() && cell.paper().isWhole();
        return List.of(
                cell.paper().title() + (scores.coverage(cell) < 1 ? " (!)" : ""),
                mean.map(own -> number(100 * own.mean())).orElse(NONE),
                mean.map(SampleMean::interval95).map(ResultTable::interval).orElse(NONE),
                printed,
                comparable
                        ? String.format(
                                Locale.ROOT,
                                "%+.2f",
                                100 * mean.orElseThrow().mean() - paper.getAsDouble())
                        : cell.paper().isWhole()
                                ? NONE
                                : cell.paper().tasks().size() + " of " + cell.paper().whole(),
                scores.complete(cell).size() + " of " + cell.seeds().size());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("Means over the tasks of a cell, then over seeds; the interval is over seeds.");
        if (any(cell -> !cell.paper().isWhole())) {
            notes.add("Where a cell has only some of its tasks, the paper's is not comparable.");
        }
        if (any(cell -> scores.coverage(cell) < 1)) {
            notes.add("(!) some test examples were not answered; the score is over the others.");
        }
        notes.add(
                "Other models, or other rows than the paper's, cannot give its absolute numbers:");
        notes.add("compare the order of the rows, and what lies between them.");
        notes.add(
                String.format(
                        Locale.ROOT,
                        "%,d calls were sent this time.%s",
                        scores.sent(),
                        scores.isStopped()
                                ? " The budget of "
                                        + scores.stopReason()
                                        + " ended it; raise it to go on."
                                : ""));
        return notes;
    }

    private boolean any(Predicate<Plan.Cell> property) {
        return plan.tables().stream().flatMap(table -> table.cells().stream()).anyMatch(property);
    }

    private static String number(double points) {
        return String.format(Locale.ROOT, "%.2f", points);
    }

    private static String interval(Interval interval) {
        return String.format(
                Locale.ROOT, "[%.1f, %.1f]", 100 * interval.low(), 100 * interval.high());
    }

    private static void line(PrintStream out, List<String> cells) {
        out.println(String.format(Locale.ROOT, ROW, cells.toArray()).stripTrailing());
    }

    private static void markdown(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
