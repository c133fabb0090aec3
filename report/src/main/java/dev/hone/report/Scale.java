package dev.hone.report;

import dev.hone.statistics.Interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The stretch of scores that a plot shows, from one round number to another, both in [0, 1].
record Scale(double low, double high, double tick) {

    private static final List<Double> TICKS = List.of(0.01, 0.02, 0.05, 0.1, 0.2);
    private static final int MOST_TICKS = 6;

    /// The smallest round stretch around all intervals; all of [0, 1] when there are none.
    static Scale around(List<Interval> intervals) {
        double low = intervals.stream().mapToDouble(Interval::low).min().orElse(0);
        double high = intervals.stream().mapToDouble(Interval::high).max().orElse(1);
        for (double tick : TICKS) {
            Scale scale = of(low, high, tick);
            if (scale.tickCount() <= MOST_TICKS) {
                return scale;
            }
        }
        return new Scale(0, 1, TICKS.getLast());
    }

    private static Scale of(double low, double high, double tick) {
        double from = Math.max(0, Math.floor(low / tick + 1e-9) * tick);
        double to = Math.min(1, Math.ceil(high / tick - 1e-9) * tick);
        return to > from ? new Scale(from, to, tick) : of(low - tick, high + tick, tick);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        IntStream.range(0, tickCount()).forEach(i -> ticks.add(low + i * tick));
        return ticks;
    }

    /// Where a score stands between low (0) and high (1).
    double position(double score) {
        return (score - low) / (high - low);
    }

    /// Where a score stands from left to right, for SVG.
    String across(double score) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * Math.clamp(position(score), 0.0, 1.0));
    }

    private int tickCount() {
        return (int) Math.round((high - low) / tick) + 1;
    }
}
