package dev.hone.result;

import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// What a prompt scores on validation and what it takes: a point in the space of all objectives.
/// Tokens and price are means over the examples that were answered, all requests for one together
/// and whoever paid for them, and null when they are not known of every one; unknown is not zero.
///
/// How long an answer took is not among them: it is different each time, so it would make two
/// results of the same answers differ.
///
/// @param score on validation, in [0, 1], rounded to six decimals
/// @param interval95 of the score
/// @param coverage the part of the validation examples that were answered, in [0, 1]
/// @param words of the prompt
/// @param inputTokens read for an example, rounded to six decimals
/// @param outputTokens written for an example, likewise
/// @param usd for an example, to six significant digits; null also without a price
public record ParetoPoint(
        Prompt prompt,
        double score,
        Interval interval95,
        double coverage,
        int words,
        @Nullable Double inputTokens,
        @Nullable Double outputTokens,
        @Nullable BigDecimal usd) {

    private static final MathContext SIGNIFICANT = new MathContext(6, RoundingMode.HALF_EVEN);

    /// Of any evaluation.
    ///
    /// @param price of the task model; null when unknown
    /// @param streams of the run, for the interval
    public static ParetoPoint of(
            Evaluation evaluation, @Nullable Price price, RandomStreams streams) {
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
                price == null || answered == 0 ? null : mean(price.of(usage), answered));
    }

    /// Those that no other [dominates][ParetoFront]: none scores at least as high with no more
    /// words, tokens and dollars. What is not known of every prompt compares none of them. The
    /// highest score comes first, among equals the fewest words, then the order of evaluation.
    static List<ParetoPoint> front(
            Collection<Evaluation> evaluations, @Nullable Price price, RandomStreams streams) {
        List<ParetoPoint> points =
                evaluations.stream()
                        .filter(evaluation -> evaluation.scoredCount() > 0)
                        .map(evaluation -> of(evaluation, price, streams))
                        .toList();
        boolean tokens = isKnown(points, ParetoPoint::inputTokens);
        boolean dollars = isKnown(points, ParetoPoint::usd);
        return ParetoFront.of(points, point -> point.costs(tokens, dollars)).stream()
                .sorted(
                        Comparator.comparing(ParetoPoint::score)
                                .reversed()
                                .thenComparing(ParetoPoint::words))
                .toList();
    }

    private static boolean isKnown(
            List<ParetoPoint> points, Function<ParetoPoint, @Nullable Object> objective) {
        return points.stream().map(objective).allMatch(Objects::nonNull);
    }

    private double[] costs(boolean comparesTokens, boolean comparesUsd) {
        double tokens =
                comparesTokens && inputTokens != null && outputTokens != null
                        ? inputTokens + outputTokens
                        : 0;
        double dollars = comparesUsd && usd != null ? usd.doubleValue() : 0;
        return new double[] {-score, words, tokens, dollars};
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
