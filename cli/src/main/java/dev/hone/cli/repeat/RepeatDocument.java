package dev.hone.cli.repeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Version;
import dev.hone.result.Choice;
import dev.hone.result.RunResult;
import dev.hone.result.SplitResult;
import dev.hone.result.comparison.Stability;
import dev.hone.statistics.Interval;
import dev.hone.statistics.Spread;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// `repeat.json`. What is unknown is null; what was paid is in the `result.json` of each seed.
final class RepeatDocument {

    private static final double SCALE = 1e6;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RepeatDocument() {}

    static String of(Stability stability) {
        RunResult joint = stability.joint();
        ObjectNode document = JSON.createObjectNode();
        document.put("task", joint.task());
        document.put("version", Version.CURRENT);
        document.put("seedPrompt", joint.seedPrompt().text());
        document.put("searches", stability.runs().size());
        document.put("judged", stability.judged());
        document.put("better", stability.better());
        document.put("significant", stability.significant());
        document.put("samePrompt", stability.same());
        spread(document, "test", stability.score());
        spread(document, "difference", stability.difference());
        chosen(document.putObject("chosen"), stability);
        document.put("advice", stability.advice());
        ArrayNode runs = document.putArray("runs");
        stability.runs().forEach(run -> describe(runs.addObject(), run));
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }

    /// The prompt to use, chosen on validation from all candidates of all searches.
    private static void chosen(ObjectNode node, Stability stability) {
        RunResult joint = stability.joint();
        Choice choice = joint.choice();
        node.put("seed", stability.chosenSeed());
        node.put("prompt", joint.bestPrompt().text());
        node.put("candidates", choice == null ? null : choice.candidates());
        node.put("validation", choice == null ? null : choice.score());
        node.put("shrunk", choice == null ? null : choice.shrunk());
        node.put("pValue", choice == null ? null : choice.pValue());
        node.put("testLooks", choice == null ? null : choice.testLooks());
        split(node, joint.test());
        node.put("verdict", joint.verdict().name().toLowerCase(Locale.ROOT));
    }

    private static void describe(ObjectNode node, RunResult run) {
        node.put("seed", run.seed());
        node.put("bestPrompt", run.bestPrompt().text());
        SplitResult validation = run.validation();
        node.put("validation", validation == null ? null : validation.bestAlone().score());
        split(node, run.test());
        node.put("verdict", run.verdict().name().toLowerCase(Locale.ROOT));
        node.put("steps", run.steps());
        node.put("stopReason", run.stopReason());
    }

    private static void split(ObjectNode node, @Nullable SplitResult test) {
        node.put("test", test == null ? null : test.bestAlone().score());
        node.put("difference", test == null ? null : test.difference());
        interval(node, test == null ? null : test.interval95());
    }

    private static void spread(ObjectNode document, String name, @Nullable Spread spread) {
        if (spread == null) {
            document.putNull(name);
            return;
        }
        ObjectNode node = document.putObject(name);
        Double deviation = spread.deviation();
        node.put("mean", rounded(spread.mean().mean()));
        node.put("deviation", deviation == null ? null : Double.valueOf(rounded(deviation)));
        node.put("lowest", spread.lowest());
        node.put("highest", spread.highest());
        interval(node, spread.mean().interval95());
    }

    private static void interval(ObjectNode node, @Nullable Interval interval) {
        if (interval == null) {
            node.putNull("interval95");
        } else {
            node.putArray("interval95").add(rounded(interval.low())).add(rounded(interval.high()));
        }
    }

    /// Nobody can use a seventh decimal.
    private static double rounded(double value) {
        return Math.rint(value * SCALE) / SCALE + 0.0;
    }
}
