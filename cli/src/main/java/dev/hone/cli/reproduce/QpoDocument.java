package dev.hone.cli.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.experience.benchmark.Contestant;
import dev.hone.experience.benchmark.PaperResults;
import dev.hone.experience.benchmark.Setting;
import dev.hone.result.RunUsage;
import dev.hone.statistics.Interval;

import org.jspecify.annotations.Nullable;

import java.util.OptionalDouble;

/// The experiment as one JSON document. What is unknown is null.
record QpoDocument(QpoReport report) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    String text() {
        ObjectNode document = JSON.createObjectNode();
        QpoOptions options = report.options();
        document.put("experiment", "qpo");
        document.put("taskModel", report.model());
        document.put("profile", options.profile());
        document.put("protocol", options.protocol().label());
        document.put("seeds", options.seeds());
        document.put("stopReason", report.stopReason());
        ArrayNode settings = document.putArray("settings");
        report.settings().forEach(setting -> describe(settings.addObject(), setting));
        ObjectNode usage = document.putObject("usage");
        usage.put("sent", report.sent());
        ArrayNode runs = usage.putArray("runs");
        for (RunUsage run : report.usages()) {
            ObjectNode node = runs.addObject();
            node.set("taskModel", JSON.valueToTree(run.taskModel()));
            node.set("optimizerModel", JSON.valueToTree(run.optimizerModel()));
        }
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }

    private void describe(ObjectNode node, Setting setting) {
        node.put("setting", setting.label());
        ArrayNode tasks = node.putArray("tasks");
        report.cells(setting).forEach(cell -> describe(tasks.addObject(), cell));
        ObjectNode mean = node.putObject("mean");
        mean.put("tasks", report.complete(setting).size());
        ArrayNode contestants = mean.putArray("contestants");
        for (Contestant contestant : Contestant.values()) {
            ObjectNode row = contestants.addObject();
            row.put("contestant", contestant.id());
            put(row, "accuracy", report.meanAccuracy(setting, contestant).orElse(null));
            report.meanDifference(setting, contestant)
                    .ifPresent(
                            difference -> {
                                row.put("difference", difference.difference());
                                put(row, difference.interval95());
                            });
            put(row, "paper", PaperResults.accuracy(setting, "mean", contestant.id()));
        }
    }

    private static void describe(ObjectNode node, CellScores cell) {
        node.put("task", cell.task().id());
        node.put("queries", cell.queries());
        node.put("complete", cell.isComplete());
        if (!cell.note().isEmpty()) {
            node.put("note", cell.note());
        }
        if (!cell.of(Contestant.BEST_SOURCE).isEmpty()) {
            node.put("bestSource", cell.best().text());
        }
        ArrayNode contestants = node.putArray("contestants");
        for (Contestant contestant : Contestant.values()) {
            describe(contestants.addObject(), cell, contestant);
        }
    }

    private static void describe(ObjectNode node, CellScores cell, Contestant contestant) {
        node.put("contestant", contestant.id());
        put(node, "accuracy", cell.accuracy(contestant).orElse(null));
        cell.against(contestant)
                .ifPresent(
                        comparison -> {
                            node.put("difference", comparison.difference());
                            put(node, comparison.interval95());
                            node.put("pValue", comparison.pValue());
                            node.put("significant", comparison.significant());
                            node.put("pairs", comparison.pairs());
                        });
        ArrayNode prompts = node.putArray("distinctPrompts");
        ArrayNode seeds = node.putArray("accuracyOfSeeds");
        for (CellScores.Judged judged : cell.of(contestant)) {
            prompts.add(judged.prompts());
            OptionalDouble accuracy = judged.accuracy();
            if (accuracy.isPresent()) {
                seeds.add(accuracy.getAsDouble());
            } else {
                seeds.addNull();
            }
        }
        put(
                node,
                "paper",
                PaperResults.accuracy(cell.setting(), cell.task().id(), contestant.id()));
    }

    private static void put(ObjectNode node, Interval interval) {
        node.putArray("interval95").add(interval.low()).add(interval.high());
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        put(node, name, value.isPresent() ? Double.valueOf(value.getAsDouble()) : null);
    }

    private static void put(ObjectNode node, String name, @Nullable Double value) {
        node.put(name, value);
    }
}
