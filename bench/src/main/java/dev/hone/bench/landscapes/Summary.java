package dev.hone.bench.landscapes;

import dev.hone.statistics.Interval;
import dev.hone.statistics.SampleMean;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// The results as tables in Markdown.
record Summary(Results results) {

    private static final String GPO = "gpo";

    String text() {
        StringJoiner parts = new StringJoiner("\n\n", "", "\n");
        parts.add(overall());
        for (String landscape : results.landscapes()) {
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "### %s\n\nBest score %.3f, seed prompt %.3f.\n\n%s",
                            landscape,
                            results.best(landscape),
                            results.courses().stream()
                                    .filter(course -> course.landscape().equals(landscape))
                                    .findFirst()
                                    .orElseThrow()
                                    .first(),
                            one(landscape)));
        }
        return parts.toString();
    }

    /// All landscapes: parts of the best score, places, and differences from GPO.
    private String overall() {
        List<String> head = new ArrayList<>(List.of("method"));
        for (int calls : results.budgets()) {
            head.add(calls + " calls");
        }
        for (int calls : results.budgets()) {
            head.add("place at " + calls);
        }
        boolean hasGpo = results.methods().contains(GPO);
        if (hasGpo) {
            head.add("behind gpo at the end");
        }
        head.add("near the best");
        List<List<String>> rows = new ArrayList<>();
        List<String> methods = new ArrayList<>(results.methods());
        methods.sort(Comparator.comparingDouble(m -> -results.share(m, results.budget()).mean()));
        for (String method : methods) {
            List<String> row = new ArrayList<>(List.of(method));
            for (int calls : results.budgets()) {
                row.add(percent(results.share(method, calls).mean()));
            }
            for (int calls : results.budgets()) {
                row.add(String.format(Locale.ROOT, "%.1f", results.rank(method, calls)));
            }
            if (hasGpo) {
                row.add(
                        method.equals(GPO)
                                ? ""
                                : interval(results.ahead(method, GPO, results.budget())));
            }
            int near =
                    results.landscapes().stream()
                            .mapToInt(l -> results.found(l, method).seeds())
                            .sum();
            long of = results.courses().stream().filter(c -> c.method().equals(method)).count();
            row.add(near + " of " + of);
            rows.add(row);
        }
        return table(head, rows);
    }

    private String one(String landscape) {
        List<String> head = new ArrayList<>(List.of("method", "test, 95 % interval"));
        head.add("calls to 95 % of the best");
        for (int calls : results.budgets()) {
            head.add("at " + calls);
        }
        List<List<String>> rows = new ArrayList<>();
        for (String method : results.methods()) {
            List<String> row = new ArrayList<>(List.of(method));
            row.add(interval(results.test(landscape, method)));
            Results.Found found = results.found(landscape, method);
            Integer median = found.median();
            row.add(
                    (median == null ? "—" : String.format(Locale.ROOT, "%,d", median))
                            + " ("
                            + found.seeds()
                            + "/"
                            + found.of()
                            + ")");
            for (int calls : results.budgets()) {
                row.add(percent(results.share(landscape, method, calls) * results.best(landscape)));
            }
            rows.add(row);
        }
        return table(head, rows);
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
