package dev.hone.limit;

import dev.hone.Excerpt;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// What a call used, or the most it can use.
///
/// @param tokens read and written, 0 or more
/// @param usd by the price of the model; 0 where the price is unknown
public record Amount(long tokens, BigDecimal usd) {

    public static final Amount NOTHING = new Amount(0, BigDecimal.ZERO);

    private static final int LONGEST_USD = 1000;
    private static final Pattern PLAIN = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    public Amount {
        if (tokens < 0 || usd.signum() < 0) {
            throw new IllegalArgumentException(
                    "tokens (" + tokens + ") and usd (" + usd + ") must be 0 or more.");
        }
        // So that equal sums are equal, however they were reached.
        usd = usd.stripTrailingZeros();
    }

    /// Reads what [BigDecimal#toPlainString] wrote, from where it may have been changed.
    ///
    /// @param usd a decimal number without an exponent, of at most 1000 characters
    /// @throws IllegalArgumentException when it is not, or `tokens` is below 0
    public static Amount parse(long tokens, String usd) {
        // An exponent of a few characters is a number of any length.
        if (usd.length() > LONGEST_USD || !PLAIN.matcher(usd).matches()) {
            throw new IllegalArgumentException(
                    "usd (" + Excerpt.of(usd) + ") must be a plain decimal number, 0 or more.");
        }
        return new Amount(tokens, new BigDecimal(usd));
    }

    /// @param usage known
    static Amount of(TokenUsage usage, @Nullable Price price) {
        BigDecimal usd = price == null ? null : price.of(usage);
        return new Amount(usage.input() + usage.output(), usd == null ? BigDecimal.ZERO : usd);
    }

    public Amount plus(Amount other) {
        return new Amount(tokens + other.tokens, usd.add(other.usd));
    }

    /// @param other not more than this
    Amount minus(Amount other) {
        return new Amount(tokens - other.tokens, usd.subtract(other.usd));
    }
}
