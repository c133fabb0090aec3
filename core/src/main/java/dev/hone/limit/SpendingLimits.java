package dev.hone.limit;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;

/// The hard budgets of a run, both roles together; null where there is none.
///
/// @param calls requests sent to providers, retries included
/// @param tokens read and written
/// @param usd by the price table; needs a known price for every model of the run
/// @param time the run is at work, in all its processes together
public record SpendingLimits(
        @Nullable Long calls,
        @Nullable Long tokens,
        @Nullable BigDecimal usd,
        @Nullable Duration time) {

    public static final SpendingLimits NONE = new SpendingLimits(null, null, null, null);
}
