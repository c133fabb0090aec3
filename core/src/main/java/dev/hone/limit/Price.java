package dev.hone.limit;

import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// What a model costs, in US dollars.
///
/// @param inputPerMillion for a million tokens read, 0 or more
/// @param outputPerMillion for a million tokens written, 0 or more
public record Price(BigDecimal inputPerMillion, BigDecimal outputPerMillion) {

    /// A model that costs nothing to ask, such as one that runs on this machine.
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int MILLION_DIGITS = 6;

    public Price {
        if (inputPerMillion.signum() < 0 || outputPerMillion.signum() < 0) {
            throw new IllegalArgumentException(
                    "inputPerMillion ("
                            + inputPerMillion
                            + ") and outputPerMillion ("
                            + outputPerMillion
                            + ") must be 0 or more.");
        }
    }

    public boolean isFree() {
        return inputPerMillion.signum() == 0 && outputPerMillion.signum() == 0;
    }

    /// The exact cost of that many tokens; null when their number is unknown and matters.
    public @Nullable BigDecimal of(TokenUsage usage) {
        if (isFree()) {
            return BigDecimal.ZERO;
        }
        if (!usage.isKnown()) {
            return null;
        }
        return inputPerMillion
                .multiply(BigDecimal.valueOf(usage.input()))
                .add(outputPerMillion.multiply(BigDecimal.valueOf(usage.output())))
                .movePointLeft(MILLION_DIGITS);
    }
}
