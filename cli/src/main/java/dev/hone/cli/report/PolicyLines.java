package dev.hone.cli.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.policy.judgement.PolicyRow;
import dev.hone.statistics.Interval;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The table of policies, line by line, as every command prints it.
public final class PolicyLines {

    public static final String HEADER =
            "policy               score  against best-single      of reliable gap";

    private static final String UNKNOWN = "unknown";

    private PolicyLines() {}

    /// One policy.
    public static String of(PolicyRow row) {
        String line =
                of(
                        row.policy(),
                        row.accuracy(),
                        row.difference(),
                        row.interval95(),
                        row.gapRecovered());
        return row.coverage() < 1
                ? line + String.format(Locale.ROOT, " (%.1f %%)", 100 * row.coverage())
                : line;
    }

    /// One policy, from what is known of it.
    public static String of(
            String policy,
            double accuracy,
            double difference,
            Interval interval95,
            OptionalDouble gapRecovered) {
        String against =
                String.format(
                        Locale.ROOT,
                        "%+.2f [%+.2f, %+.2f]",
                        100 * difference,
                        100 * interval95.low(),
                        100 * interval95.high());
        String gap =
                gapRecovered.isPresent()
                        ? String.format(Locale.ROOT, "%.0f %%", 100 * gapRecovered.getAsDouble())
                        : UNKNOWN;
        return String.format(
                Locale.ROOT, "%-18s %7.2f  %-23s  %s", policy, 100 * accuracy, against, gap);
    }

    /// What the numbers in parentheses mean; empty where there are none.
    public static List<String> legend(List<PolicyRow> rows) {
        return rows.stream().anyMatch(row -> row.coverage() < 1)
                ? List.of("(…) share of the queries for which the chosen prompt was recorded")
                : List.of();
    }

    /// One policy as an object of a document.
    public static void describe(ObjectNode node, PolicyRow row) {
        node.put("policy", row.policy());
        node.put("accuracy", row.accuracy());
        describe(node, row.difference(), row.interval95(), row.gapRecovered());
        node.put("coverage", row.coverage());
        node.put("wins", row.wins());
        node.put("losses", row.losses());
        node.put("pValue", row.pValue());
    }

    /// A difference to the best single prompt.
    public static void describe(
            ObjectNode node, double difference, Interval interval95, OptionalDouble gapRecovered) {
        node.put("difference", difference);
        node.putArray("interval95").add(interval95.low()).add(interval95.high());
        if (gapRecovered.isPresent()) {
            node.put("gapRecovered", gapRecovered.getAsDouble());
        } else {
            node.putNull("gapRecovered");
        }
    }
}
