package dev.hone.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The percentile bootstrap of a mean (Efron and Tibshirani, An Introduction to the Bootstrap,
/// section 13.3): the examples are drawn again, with replacement, and the middle 95 % of the means
/// is the interval. Intervals have no width where all values are alike.
public final class Bootstrap {

    private static final int RESAMPLES = 10_000;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private Bootstrap() {}

    /// The 95 % interval of the mean, from 10,000 resamples.
    ///
    /// @param values not empty
    public static Interval ofMean(double[] values, RandomGenerator random) {
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int draw = 0; draw < values.length; draw++) {
                sum += values[random.nextInt(values.length)];
            }
            means[resample] = withoutDust(sum / values.length);
        }
        Arrays.sort(means);
        return new Interval(quantile(means, LOW), quantile(means, HIGH));
    }

    /// Sums of fractions that cancel leave about 1e-17 behind. An interval that touches zero would
    /// then exclude it.
    private static double withoutDust(double mean) {
        return Math.rint(mean * 1e12) / 1e12 + 0.0;
    }

    private static double quantile(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        double weight = position - below;
        return sorted[below] + weight * (sorted[above] - sorted[below]);
    }
}
