package dev.hone.report;

import dev.hone.statistics.Interval;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as people read them; the same on every machine. Parts that belong together are joined by
/// spaces that do not break.
final class Numbers {

    private static final char MINUS = '\u2212';
    private static final int CENTS = 2;
    private static final int THOUSAND = 3;
    private static final int FRACTIONS_OF_CENTS = 6;

    private Numbers() {}

    /// `61.0 %`.
    static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * part);
    }

    /// `53.4 – 68.1 %`.
    static String percents(Interval interval) {
        return String.format(
                Locale.ROOT,
                "%.1f\u00a0–\u00a0%.1f\u00a0%%",
                100 * interval.low(),
                100 * interval.high());
    }

    /// `+13.5`.
    static String points(double difference) {
        String points = String.format(Locale.ROOT, "%+.1f", 100 * difference);
        return "-0.0".equals(points) ? "+0.0" : points.replace('-', MINUS);
    }

    /// `+7.5 to +19.5`.
    static String points(Interval interval) {
        return points(interval.low()) + "\u00a0to\u00a0" + points(interval.high());
    }

    /// `0.063`, or `< 0.001`.
    static String probability(double p) {
        return p < 0.001 ? "<\u00a00.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    /// `12,345`.
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// `12,345`, with `or more` where the provider did not tell the tokens of every call.
    static String tokens(long tokens, long unknownCalls) {
        if (unknownCalls == 0) {
            return count(tokens);
        }
        return tokens == 0 ? "unknown" : count(tokens) + " or more";
    }

    /// `1,204.5`; `unknown` for null.
    static String mean(@Nullable Double mean) {
        return mean == null ? "unknown" : String.format(Locale.ROOT, "%,.1f", mean);
    }

    /// `1.204`; `unknown` for null.
    static String seconds(@Nullable Long millis) {
        return millis == null ? "unknown" : BigDecimal.valueOf(millis, THOUSAND).toPlainString();
    }

    /// A thousand times as much, as [#usd].
    static String usdForThousand(@Nullable BigDecimal usd) {
        return usd(usd == null ? null : usd.movePointRight(THOUSAND));
    }

    /// `$0.06`, with more digits below a cent; `unknown` without a price.
    static String usd(@Nullable BigDecimal usd) {
        if (usd == null) {
            return "unknown";
        }
        boolean small = usd.signum() > 0 && usd.compareTo(new BigDecimal("0.01")) < 0;
        int digits = small ? FRACTIONS_OF_CENTS : CENTS;
        return "$" + usd.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}
