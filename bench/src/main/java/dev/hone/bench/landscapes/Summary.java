package dev.hone.bench.landscapes;

import dev.hone.statistics.Interval;
import dev.hone.statistics.SampleMean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;

/// The results as tables in Markdown.
record Summary(Results results) {

    private static final String GPO = "gpo";

    String text() {
        StringJoiner parts = new StringJoiner("\n\n", "", "\n");
        parts.add("### Part of the best score, mean over the landscapes\n\n" + shares());
        parts.add("### Mean place among the methods\n\n" + places());
        if (results.methods().contains(GPO)) {
            parts.add("### Ahead of gpo, in points of the best score\n\n" + differences());
        }
        parts.add(
                "### Calls until 95 % of the best, median over the seeds (seeds that did)\n\n"
                        + near());
        results.landscapes()
                .forEach(landscape -> parts.add("### " + landscape + "\n\n" + one(landscape)));
        return parts.toString();
    }

    private String shares() {
        List<String> head = head("%d calls");
        head.add("calls used");
        return table(
                head,
                rows(
                        method -> {
                            List<String> row = new ArrayList<>();
                            for (int calls : results.budgets()) {
                                row.add(percent(results.share(method, calls).mean()));
                            }
                            row.add(String.format(Locale.ROOT, "%,.0f", results.callsUsed(method)));
                            return row;
                        }));
    }

    private String places() {
        return table(
                head("at %d"),
                rows(
                        method ->
                                Arrays.stream(results.budgets())
                                        .mapToObj(calls -> results.rank(method, calls))
                                        .map(rank -> String.format(Locale.ROOT, "%.1f", rank))
                                        .toList()));
    }

    /// With 95 % intervals over the landscapes.
    private String differences() {
        return table(
                head("at %d"),
                rows(
                        method ->
                                Arrays.stream(results.budgets())
                                        .mapToObj(calls -> results.ahead(method, GPO, calls))
                                        .map(Summary::interval)
                                        .toList()));
    }

    private String near() {
        List<String> head = new ArrayList<>(List.of("method"));
        head.addAll(results.landscapes());
        return table(
                head,
                rows(
                        method ->
                                results.landscapes().stream()
                                        .map(landscape -> found(landscape, method))
                                        .toList()));
    }

    private List<String> head(String column) {
        List<String> head = new ArrayList<>(List.of("method"));
        for (int calls : results.budgets()) {
            head.add(String.format(Locale.ROOT, column, calls));
        }
        return head;
    }

    /// The best at the end first.
    private List<List<String>> rows(Function<String, List<String>> cells) {
        return results.methods().stream()
                .sorted(
                        Comparator.comparingDouble(
                                method -> -results.share(method, results.budget()).mean()))
                .map(
                        method ->
                                Stream.concat(Stream.of(method), cells.apply(method).stream())
                                        .toList())
                .toList();
    }

    private String found(String landscape, String method) {
        Results.Found found = results.found(landscape, method);
        Integer median = found.median();
        return (median == null ? "—" : String.format(Locale.ROOT, "%,d", median))
                + " ("
                + found.seeds()
                + "/"
                + found.of()
                + ")";
    }

    private String one(String landscape) {
        List<String> head = new ArrayList<>(List.of("method", "test, 95 % interval"));
        for (int calls : results.budgets()) {
            head.add("at " + calls);
        }
        head.add("calls to 95 %");
        return String.format(
                        Locale.ROOT,
                        "True scores. The best there is has %.1f, the seed prompt %.1f.\n\n",
                        100 * results.best(landscape),
                        100 * results.seed(landscape))
                + table(
                        head,
                        rows(
                                method -> {
                                    List<String> row = new ArrayList<>();
                                    row.add(interval(results.test(landscape, method)));
                                    for (int calls : results.budgets()) {
                                        row.add(percent(results.score(landscape, method, calls)));
                                    }
                                    row.add(found(landscape, method));
                                    return row;
                                }));
    }

    private static String table(List<String> head, List<List<String>> rows) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("| " + String.join(" | ", head) + " |");
        lines.add("|---".repeat(head.size()) + "|");
        rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        return lines.toString();
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f", 100 * part);
    }

    private static String interval(SampleMean mean) {
        Interval interval = mean.interval95();
        return interval == null
                ? percent(mean.mean())
                : percent(mean.mean())
                        + " ["
                        + percent(interval.low())
                        + ", "
                        + percent(interval.high())
                        + "]";
    }
}
