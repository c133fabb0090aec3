package dev.hone.limit;

import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// What a call used, or the most it can use.
///
/// @param tokens read and written, 0 or more
/// @param usd by the price of the model; 0 where the price is unknown
public record Amount(long tokens, BigDecimal usd) {

    public static final Amount NOTHING = new Amount(0, BigDecimal.ZERO);

    public Amount {
        if (tokens < 0 || usd.signum() < 0) {
            throw new IllegalArgumentException(
                    "tokens (" + tokens + ") and usd (" + usd + ") must be 0 or more.");
        }
        // So that equal sums are equal, however they were reached.
        usd = usd.stripTrailingZeros();
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
