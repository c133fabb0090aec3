package dev.hone.cli.reproduce.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.cli.report.PolicyLines;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.statistics.MeanDifference;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// Data set × policy, and the mean over the data sets, each weighing the same.
record RecordedTable(List<Block> blocks) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String MEAN = "mean";

    RecordedTable {
        blocks = List.copyOf(blocks);
    }

    /// One data set.
    ///
    /// @param queries learned from
    /// @param judged on so many others; 0 for cross-validation
    record Block(String name, int queries, int judged, List<PolicyRow> rows) {

        Block {
            rows = List.copyOf(rows);
        }
    }

    /// A policy over all data sets.
    ///
    /// @param gapRecovered mean over the data sets where it is known
    /// @param gaps how many those are
    private record Mean(
            String policy,
            double accuracy,
            MeanDifference difference,
            OptionalDouble gapRecovered,
            int gaps) {

        static Mean of(String policy, List<PolicyRow> rows) {
            List<Double> gaps =
                    rows.stream()
                            .flatMapToDouble(row -> row.gapRecovered().stream())
                            .boxed()
                            .toList();
            return new Mean(
                    policy,
                    rows.stream().mapToDouble(PolicyRow::accuracy).average().orElse(0),
                    MeanDifference.of(rows.stream().map(PolicyRow::againstBestSingle).toList()),
                    gaps.stream().mapToDouble(Double::doubleValue).average(),
                    gaps.size());
        }
    }

    void print(PrintStream out) {
        line(out, "data set", PolicyLines.HEADER);
        for (Block block : blocks) {
            String name = block.name();
            for (PolicyRow row : block.rows()) {
                line(out, name, PolicyLines.of(row));
                name = "";
            }
            out.println();
        }
        String name = MEAN;
        for (Mean mean : means()) {
            String gaps =
                    mean.gaps() == 0 || mean.gaps() == blocks.size()
                            ? ""
                            : " (of %d)".formatted(mean.gaps());
            line(
                    out,
                    name,
                    PolicyLines.of(
                                    mean.policy(),
                                    mean.accuracy(),
                                    mean.difference().difference(),
                                    mean.difference().interval95(),
                                    mean.gapRecovered())
                            + gaps);
            name = "";
        }
        out.println();
        for (Block block : blocks) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%-9s %,d queries, %s",
                            block.name(),
                            block.queries(),
                            block.judged() == 0
                                    ? "judged by cross-validation in "
                                            + RecordedSet.FOLDS
                                            + " parts"
                                    : String.format(
                                            Locale.ROOT, "judged on %,d others", block.judged())));
        }
        PolicyLines.legend(blocks.stream().flatMap(block -> block.rows().stream()).toList())
                .forEach(out::println);
    }

    private static void line(PrintStream out, String name, String rest) {
        out.println("%-9s %s".formatted(name, rest));
    }

    /// Of the policies that every data set has, in the order of the first.
    private List<Mean> means() {
        Map<String, List<PolicyRow>> rows = new LinkedHashMap<>();
        for (Block block : blocks) {
            for (PolicyRow row : block.rows()) {
                rows.computeIfAbsent(row.policy(), key -> new ArrayList<>()).add(row);
            }
        }
        return rows.entrySet().stream()
                .filter(entry -> entry.getValue().size() == blocks.size())
                .map(entry -> Mean.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    String json() {
        ObjectNode document = JSON.createObjectNode();
        document.put("experiment", "recorded");
        ArrayNode sets = document.putArray("dataSets");
        for (Block block : blocks) {
            ObjectNode node = sets.addObject();
            node.put("name", block.name());
            node.put("queries", block.queries());
            node.put("judged", block.judged());
            ArrayNode policies = node.putArray("policies");
            block.rows().forEach(row -> PolicyLines.describe(policies.addObject(), row));
        }
        ArrayNode means = document.putArray(MEAN);
        for (Mean mean : means()) {
            ObjectNode node = means.addObject();
            node.put("policy", mean.policy());
            node.put("accuracy", mean.accuracy());
            PolicyLines.describe(
                    node,
                    mean.difference().difference(),
                    mean.difference().interval95(),
                    mean.gapRecovered());
            node.put("gapsKnown", mean.gaps());
        }
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }
}
