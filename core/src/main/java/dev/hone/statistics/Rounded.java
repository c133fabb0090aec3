package dev.hone.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as they are written: nobody can use a seventh digit of a score.
public final class Rounded {

    private static final double SCALE = 1e6;
    private static final MathContext SIGNIFICANT = new MathContext(6);

    private Rounded() {}

    /// To six decimals, and never -0.
    public static double score(double value) {
        return Math.rint(value * SCALE) / SCALE + 0.0;
    }

    public static Interval interval(Interval interval) {
        return new Interval(score(interval.low()), score(interval.high()));
    }

    /// To six significant digits: a small probability is never written as none.
    public static double probability(double value) {
        return new BigDecimal(value).round(SIGNIFICANT).doubleValue();
    }
}
