package dev.hone.statistics;

import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.evaluation.Outcome;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// How far the score of an evaluation may be off because its examples are only a sample.
///
/// Failed examples are not part of it: an interval is about the examples that were answered, and
/// [Evaluation#coverage()] says how many those are.
public final class ScoreInterval {

    /// The 97.5 % point of the normal distribution.
    private static final double Z = 1.959963984540054;

    private ScoreInterval() {}

    /// The 95 % interval of the mean score, within [0, 1].
    ///
    /// Wilson's interval when every score is 0 or 1, otherwise the percentile bootstrap with 10,000
    /// resamples. Where a bootstrap has nothing to resample, because all scores are alike, it is
    /// Wilson's again: no scores in [0, 1] vary more than zeros and ones of the same mean, so it is
    /// too wide rather than too narrow. Without any answer it is [0, 1].
    ///
    /// @param random not used for scores of 0 and 1
    public static Interval of(Evaluation evaluation, RandomGenerator random) {
        return of(evaluation.outcomes(), random);
    }

    /// As above, where each example had a prompt of its own.
    public static Interval of(MixedEvaluation evaluation, RandomGenerator random) {
        return of(evaluation.outcomes(), random);
    }

    private static Interval of(List<Outcome> outcomes, RandomGenerator random) {
        return of(
                outcomes.stream()
                        .filter(Outcome.Scored.class::isInstance)
                        .mapToDouble(outcome -> ((Outcome.Scored) outcome).score())
                        .toArray(),
                random);
    }

    /// As above, of bare scores.
    ///
    /// @param scores each in [0, 1]
    public static Interval of(double[] scores, RandomGenerator random) {
        boolean graded = Arrays.stream(scores).anyMatch(score -> score != 0 && score != 1);
        boolean alike = Arrays.stream(scores).distinct().count() < 2;
        return graded && !alike
                ? Bootstrap.ofMean(scores, random)
                : wilson(Arrays.stream(scores).sum(), scores.length);
    }

    /// Wilson's 95 % interval of a proportion (Wilson, 1927).
    ///
    /// @param successes in [0, n]
    /// @param n 0 or more; [0, 1] is all that is known about none
    static Interval wilson(double successes, int n) {
        if (n == 0) {
            return new Interval(0, 1);
        }
        double p = successes / n;
        double z2 = Z * Z;
        double centre = p + z2 / (2 * n);
        double reach = Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        double scale = 1 + z2 / n;
        return new Interval(
                Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale));
    }
}
