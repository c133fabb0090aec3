package dev.hone.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Prompt;
import dev.hone.Version;
import dev.hone.limit.SpendingLimits;
import dev.hone.result.comparison.Axis;
import dev.hone.result.comparison.ComparedRun;
import dev.hone.result.comparison.CurvePoint;
import dev.hone.result.comparison.Standing;
import dev.hone.statistics.Interval;
import dev.hone.statistics.SampleMean;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// `compare.json`. What is unknown is null; what was paid is not in it, so that the same comparison
/// gives the same bytes whoever paid.
final class ContestDocument {

    private static final double SCALE = 1e6;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ContestDocument() {}

    static String of(ContestReport report) {
        Contest contest = report.contest();
        ObjectNode document = JSON.createObjectNode();
        document.put("id", contest.id());
        document.put("task", contest.file().name());
        document.put("version", Version.CURRENT);
        SpendingLimits limits = contest.budget().limits();
        ObjectNode budget = document.putObject("budget");
        budget.put("calls", limits.calls());
        budget.put("tokens", limits.tokens());
        budget.put("usd", limits.usd());
        document.set("seeds", JSON.valueToTree(contest.seeds()));
        document.set("data", JSON.valueToTree(contest.data()));
        document.set("settings", JSON.valueToTree(contest.settings()));
        document.put("ranked", report.standings().onTest() ? "test" : "validation");
        document.put("advice", report.standings().advice());
        ArrayNode results = document.putArray("results");
        report.runs().forEach(run -> describe(results.addObject(), run));
        ArrayNode summary = document.putArray("summary");
        report.standings().ranks().forEach(each -> describe(summary.addObject(), each));
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }

    private static void describe(ObjectNode node, ComparedRun run) {
        node.put("optimizer", run.optimizer());
        node.put("preset", run.preset());
        node.put("seed", run.seed());
        node.put("calls", run.used().calls());
        node.put("tokens", run.used().tokens());
        node.put("usd", run.used().usd());
        node.put("validation", rounded(run.validation()));
        node.put("test", rounded(run.test()));
        node.put("steps", run.steps());
        node.put("stopReason", run.stopReason());
        node.put("bestPrompt", run.bestPrompt().text());
        curve(node.putArray("curve"), run.curve(), Axis.CALLS);
        curve(node.putArray("curveTokens"), run.curve(), Axis.TOKENS);
        curve(node.putArray("curveUsd"), run.curve(), Axis.USD);
        prompts(node.putArray("bestPrompts"), run.curve());
    }

    /// Where another prompt became the best.
    private static void prompts(ArrayNode node, List<CurvePoint> curve) {
        Prompt last = null;
        for (CurvePoint point : curve) {
            if (!point.prompt().equals(last)) {
                node.addArray().add(point.used().calls()).add(point.prompt().text());
                last = point.prompt();
            }
        }
    }

    /// Without the points where it is not known what was used.
    private static void curve(ArrayNode node, List<CurvePoint> curve, Axis axis) {
        for (CurvePoint point : curve) {
            switch (axis) {
                case CALLS -> node.addArray().add(point.used().calls()).add(score(point));
                case TOKENS -> {
                    if (point.used().tokens() != null) {
                        node.addArray().add(point.used().tokens()).add(score(point));
                    }
                }
                case USD -> {
                    if (point.used().usd() != null) {
                        node.addArray().add(point.used().usd()).add(score(point));
                    }
                }
            }
        }
    }

    private static double score(CurvePoint point) {
        return Math.rint(point.score() * SCALE) / SCALE;
    }

    private static void describe(ObjectNode node, Standing standing) {
        node.put("optimizer", standing.optimizer());
        node.put("rank", standing.rank());
        node.put("mean", rounded(standing.score().mean()));
        interval(node, "interval95", standing.score());
        node.put("validation", rounded(standing.validation()));
        SampleMean behind = standing.behind();
        node.put("difference", behind == null ? null : rounded(behind.mean()));
        interval(node, "difference95", behind);
        node.put("calls", rounded(standing.calls()));
        node.put("tokens", rounded(standing.tokens()));
        node.put("usd", rounded(standing.usd()));
        node.put("callsNearBest", rounded(standing.near().calls()));
        node.put("runsNearBest", standing.near().runs());
    }

    private static void interval(ObjectNode node, String name, @Nullable SampleMean mean) {
        Interval interval = mean == null ? null : mean.interval95();
        if (interval == null) {
            node.putNull(name);
        } else {
            node.putArray(name).add(rounded(interval.low())).add(rounded(interval.high()));
        }
    }

    /// Nobody can use a seventh decimal.
    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Math.rint(value * SCALE) / SCALE + 0.0);
    }
}
