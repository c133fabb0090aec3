package dev.hone.result;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Objective;
import dev.hone.evaluation.Outcome;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.Interval;
import dev.hone.statistics.ParetoFront;
import dev.hone.statistics.Rounded;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;

/// What a prompt scores on validation and what it takes: a point in the space of all objectives.
/// Tokens and price are means over the examples that were answered, all requests for one together
/// and whoever paid for them, and null when they are not known of every one; unknown is not zero.
///
/// How long an answer took is among them only where a run names [Objective#LATENCY]: it is clock
/// time, measured when the answer was paid for and kept with it. A result that has it is the same
/// however often it is made from one ledger, whether the run was interrupted or is replayed, and
/// another from another ledger.
///
/// @param score on validation, in [0, 1], rounded to six decimals
/// @param interval95 of the score
/// @param coverage the part of the validation examples that were answered, in [0, 1]
/// @param words of the prompt
/// @param inputTokens read for an example, rounded to six decimals
/// @param outputTokens written for an example, likewise
/// @param usd for an example, to six significant digits; null also without a price
/// @param medianMillis of the answers' latencies: half of the examples took at most so long, of an
///   even number halfway between the two in the middle, rounded down; null, and left out of JSON,
///   when it is not named or not known of every example that was answered
public record ParetoPoint(
        Prompt prompt,
        double score,
        Interval interval95,
        double coverage,
        int words,
        @Nullable Double inputTokens,
        @Nullable Double outputTokens,
        @Nullable BigDecimal usd,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long medianMillis) {

    private static final MathContext SIGNIFICANT = new MathContext(6, RoundingMode.HALF_EVEN);

    /// Of any evaluation.
    ///
    /// @param price of the task model; null when unknown
    /// @param streams of the run, for the interval
    /// @param objectives that are named
    public static ParetoPoint of(
            Evaluation evaluation,
            @Nullable Price price,
            RandomStreams streams,
            Set<Objective> objectives) {
        PromptScore score = PromptScore.of(evaluation, streams);
        TokenUsage usage = usage(evaluation);
        int answered = evaluation.scoredCount();
        boolean known = usage.isKnown() && answered > 0;
        return new ParetoPoint(
                evaluation.prompt(),
                score.score(),
                score.interval95(),
                score.coverage(),
                evaluation.prompt().wordCount(),
                known ? (Double) Rounded.score((double) usage.input() / answered) : null,
                known ? (Double) Rounded.score((double) usage.output() / answered) : null,
                price == null || answered == 0 ? null : mean(price.of(usage), answered),
                objectives.contains(Objective.LATENCY) ? medianMillis(evaluation) : null);
    }

    /// Those that no other [dominates][ParetoFront]: none scores at least as high with no more of
    /// every objective. What is not known of every prompt compares none of them. The highest score
    /// comes first, among equals the fewest words, then the order of evaluation.
    static List<ParetoPoint> front(
            Collection<Evaluation> evaluations,
            @Nullable Price price,
            RandomStreams streams,
            Set<Objective> objectives) {
        List<ParetoPoint> points =
                evaluations.stream()
                        .filter(evaluation -> evaluation.scoredCount() > 0)
                        .map(evaluation -> of(evaluation, price, streams, objectives))
                        .toList();
        List<Objective> comparing =
                objectives.stream()
                        .filter(one -> points.stream().allMatch(point -> point.cost(one) != null))
                        .toList();
        return ParetoFront.of(points, point -> point.costs(comparing)).stream()
                .sorted(
                        Comparator.comparing(ParetoPoint::score)
                                .reversed()
                                .thenComparing(ParetoPoint::words))
                .toList();
    }

    /// Null when unknown.
    private @Nullable Double cost(Objective objective) {
        return switch (objective) {
            case WORDS -> (double) words;
            case TOKENS ->
                    inputTokens == null || outputTokens == null ? null : inputTokens + outputTokens;
            case PRICE -> usd == null ? null : usd.doubleValue();
            case LATENCY -> medianMillis == null ? null : medianMillis.doubleValue();
        };
    }

    private double[] costs(List<Objective> objectives) {
        return DoubleStream.concat(
                        DoubleStream.of(-score),
                        objectives.stream().mapToDouble(one -> Objects.requireNonNull(cost(one))))
                .toArray();
    }

    private static @Nullable Long medianMillis(Evaluation evaluation) {
        List<Long> all = new ArrayList<>();
        for (Outcome outcome : evaluation.outcomes()) {
            if (outcome instanceof Outcome.Scored scored) {
                Duration latency = scored.latency();
                if (latency == null) {
                    return null;
                }
                all.add(latency.toMillis());
            }
        }
        if (all.isEmpty()) {
            return null;
        }
        Collections.sort(all);
        long low = all.get((all.size() - 1) / 2);
        long high = all.get(all.size() / 2);
        return low + (high - low) / 2;
    }

    private static TokenUsage usage(Evaluation evaluation) {
        TokenUsage sum = TokenUsage.ZERO;
        for (Outcome outcome : evaluation.outcomes()) {
            if (outcome instanceof Outcome.Scored scored) {
                sum = sum.plus(scored.usage());
            }
        }
        return sum;
    }

    private static @Nullable BigDecimal mean(@Nullable BigDecimal usd, int examples) {
        if (usd == null) {
            return null;
        }
        BigDecimal mean =
                usd.divide(BigDecimal.valueOf(examples), SIGNIFICANT).stripTrailingZeros();
        return mean.scale() < 0 ? mean.setScale(0) : mean;
    }
}
