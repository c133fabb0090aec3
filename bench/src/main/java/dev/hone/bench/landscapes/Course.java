package dev.hone.bench.landscapes;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.testkit.synthetic.ResponseSurface;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One search: how good the prompt was that it would have given after each number of calls.
///
/// @param calls when it ended
/// @param steps completed
/// @param test score of the prompt chosen, on the test split
/// @param first true score of the prompt it started from
/// @param points in order: another prompt became its best
record Course(
        String landscape,
        String method,
        long seed,
        int calls,
        int steps,
        double test,
        double first,
        List<Point> points) {

    /// @param score true, in [0, 1]
    record Point(int calls, double score) {}

    /// @param run of `compare.json`
    static Course of(String landscape, String method, JsonNode run, ResponseSurface surface) {
        List<Point> points = new ArrayList<>();
        for (JsonNode best : run.get("bestPrompts")) {
            points.add(new Point(best.get(0).asInt(), surface.score(best.get(1).asText())));
        }
        return new Course(
                landscape,
                method,
                run.get("seed").asLong(),
                run.get("calls").asInt(),
                run.get("steps").asInt(),
                run.get("test").asDouble(),
                points.getFirst().score(),
                List.copyOf(points));
    }

    /// The true score of its best prompt when it had made so many calls, or when it ended if that
    /// was before.
    double at(int budget) {
        double score = first;
        for (Point point : points) {
            if (point.calls() <= budget) {
                score = point.score();
            }
        }
        return score;
    }

    /// The calls after which it first had a prompt of such a score as its best; null for never.
    @Nullable Integer callsTo(double score) {
        return points.stream()
                .filter(point -> point.score() >= score)
                .map(Point::calls)
                .findFirst()
                .orElse(null);
    }
}
