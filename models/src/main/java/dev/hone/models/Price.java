package dev.hone.models;

import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What a model costs.
///
/// @param inputUsd US dollars for a million tokens read, 0 or more
/// @param outputUsd US dollars for a million tokens written, 0 or more
/// @param asOf the day the price was known to hold
public record Price(BigDecimal inputUsd, BigDecimal outputUsd, LocalDate asOf) {

    private static final int MILLION_DIGITS = 6;

    public boolean isFree() {
        return inputUsd.signum() == 0 && outputUsd.signum() == 0;
    }

    /// The exact price of so many tokens in US dollars; null when the usage is unknown, unless the
    /// model is free.
    public @Nullable BigDecimal of(TokenUsage usage) {
        if (isFree()) {
            return BigDecimal.ZERO;
        }
        if (!usage.isKnown()) {
            return null;
        }
        BigDecimal read = inputUsd.multiply(BigDecimal.valueOf(usage.input()));
        BigDecimal written = outputUsd.multiply(BigDecimal.valueOf(usage.output()));
        return read.add(written).movePointLeft(MILLION_DIGITS).stripTrailingZeros();
    }
}
