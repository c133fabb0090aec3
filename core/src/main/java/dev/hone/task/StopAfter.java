package dev.hone.task;

import dev.hone.limit.SpendingLimits;

import org.jspecify.annotations.Nullable;

/// The `stop-after` section: when a search ends, whichever comes first; null where it is not asked
/// for.
///
/// @param spending the hard budgets
/// @param steps of the search, 1 or more; null leaves it to the optimizer
/// @param score on validation that is good enough, in (0, 1]
/// @param patience steps without a better score, 1 or more
public record StopAfter(
        SpendingLimits spending,
        @Nullable Integer steps,
        @Nullable Double score,
        @Nullable Integer patience) {}
