package dev.hone.report;

import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.result.RunResult;
import dev.hone.result.RunView;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The examples of a split under both prompts: losses and wins first, then those that stayed as
/// they were, each kind in the order of the data.
///
/// @param total examples of the split
/// @param rows those shown; the others were left out to keep the page small
record ExampleTable(String split, int total, List<ExampleRow> rows, List<Filter> filters) {

    private static final int MOST_ROWS = 400;
    private static final List<ExampleRow.Kind> ORDER =
            List.of(
                    ExampleRow.Kind.LOSS,
                    ExampleRow.Kind.WIN,
                    ExampleRow.Kind.NOT_COMPARED,
                    ExampleRow.Kind.BOTH_WRONG,
                    ExampleRow.Kind.BOTH_PARTLY,
                    ExampleRow.Kind.BOTH_RIGHT);

    /// The tables of test and validation, where both prompts were evaluated on them.
    static List<ExampleTable> of(RunView run, RunResult result) {
        List<ExampleTable> tables = new ArrayList<>();
        for (String split : List.of(RunView.TEST, RunView.VALIDATION)) {
            Evaluation seed = run.evaluations(split).get(result.seedPrompt());
            Evaluation best = run.evaluations(split).get(result.bestPrompt());
            if (seed != null && best != null) {
                tables.add(of(split, seed, best));
            }
        }
        return tables;
    }

    private static ExampleTable of(String split, Evaluation seed, Evaluation best) {
        Map<String, Outcome> byId = new HashMap<>();
        best.outcomes().forEach(outcome -> byId.put(outcome.example().id(), outcome));
        List<ExampleRow> rows =
                seed.outcomes().stream()
                        .filter(outcome -> byId.containsKey(outcome.example().id()))
                        .map(outcome -> row(outcome, byId))
                        .sorted(Comparator.comparingInt(row -> ORDER.indexOf(row.kind())))
                        .toList();
        List<ExampleRow> shown = rows.subList(0, Math.min(MOST_ROWS, rows.size()));
        return new ExampleTable(split, rows.size(), shown, filters(shown));
    }

    private static ExampleRow row(Outcome seed, Map<String, Outcome> best) {
        return ExampleRow.of(seed, best.getOrDefault(seed.example().id(), seed));
    }

    private static List<Filter> filters(List<ExampleRow> rows) {
        List<Filter> filters = new ArrayList<>();
        filters.add(filter("Changed", rows, ExampleRow.Kind.WIN, ExampleRow.Kind.LOSS));
        filters.add(filter("Wins", rows, ExampleRow.Kind.WIN));
        filters.add(filter("Losses", rows, ExampleRow.Kind.LOSS));
        for (ExampleRow.Kind kind : ORDER.subList(2, ORDER.size())) {
            filters.add(filter(kind.label(), rows, kind));
        }
        filters.removeIf(filter -> filter.count() == 0);
        filters.add(filter("All", rows, ExampleRow.Kind.values()));
        return filters;
    }

    private static Filter filter(String label, List<ExampleRow> rows, ExampleRow.Kind... kinds) {
        List<ExampleRow.Kind> wanted = Arrays.asList(kinds);
        int count = (int) rows.stream().filter(row -> wanted.contains(row.kind())).count();
        return new Filter(
                label, count, String.join(" ", wanted.stream().map(ExampleRow.Kind::key).toList()));
    }

    boolean isTest() {
        return split.equals(RunView.TEST);
    }

    int leftOut() {
        return total - rows.size();
    }
}
