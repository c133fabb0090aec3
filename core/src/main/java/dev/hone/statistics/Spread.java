package dev.hone.statistics;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// How far a few independent values lie apart, such as the scores of a search under several seeds.
///
/// @param mean with its interval
/// @param deviation the standard deviation of the values, over one less than there are; null for a
///   single value
/// @param lowest of the values
/// @param highest of the values
public record Spread(SampleMean mean, @Nullable Double deviation, double lowest, double highest) {

    /// @param low nothing lies below: the interval is cut there
    /// @param high nothing lies above
    /// @param values not empty, each from `low` to `high`
    public static Spread of(double low, double high, double... values) {
        SampleMean mean = SampleMean.of(low, high, values);
        double squares =
                Arrays.stream(values).map(v -> (v - mean.mean()) * (v - mean.mean())).sum();
        return new Spread(
                mean,
                values.length == 1
                        ? null
                        : Double.valueOf(Math.sqrt(squares / (values.length - 1))),
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow());
    }

    /// How far the interval of the mean reaches to its farther side: what follows a ±; null for a
    /// single value.
    public @Nullable Double reach() {
        Interval interval = mean.interval95();
        return interval == null
                ? null
                : Double.valueOf(
                        Math.max(interval.high() - mean.mean(), mean.mean() - interval.low()));
    }
}
