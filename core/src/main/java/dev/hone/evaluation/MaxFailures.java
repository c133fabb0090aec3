package dev.hone.evaluation;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// How many examples of an evaluation may stay without an answer: a number, or a share in percent.
///
/// @param most at least 0; at most 100 in percent
/// @param percent whether `most` is a share of the examples
public record MaxFailures(BigDecimal most, boolean percent) {

    /// As many as there are, as long as one is answered.
    public static final MaxFailures ANY = new MaxFailures(BigDecimal.valueOf(100), true);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})?%");

    public MaxFailures {
        if (most.signum() < 0 || percent && most.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("most (" + most + ") is out of range.");
        }
    }

    /// Reads `20` or `2.5%`; null when the text is neither.
    public static @Nullable MaxFailures parse(String text) {
        if (NUMBER.matcher(text).matches()) {
            return new MaxFailures(new BigDecimal(text), false);
        }
        if (!PERCENT.matcher(text).matches()) {
            return null;
        }
        BigDecimal share = new BigDecimal(text.substring(0, text.length() - 1));
        return share.compareTo(BigDecimal.valueOf(100)) > 0 ? null : new MaxFailures(share, true);
    }

    /// Whether so many are allowed, exactly.
    public boolean allows(int failed, int examples) {
        BigDecimal count = BigDecimal.valueOf(failed);
        return percent
                ? count.movePointRight(2).compareTo(most.multiply(BigDecimal.valueOf(examples)))
                        <= 0
                : count.compareTo(most) <= 0;
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return most.toPlainString() + (percent ? "%" : "");
    }
}
