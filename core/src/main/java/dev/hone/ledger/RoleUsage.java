package dev.hone.ledger;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// What one role of a run (task model, optimizer model, judge) used. A run that was interrupted and
/// resumed reports the same as one that was not.
///
/// @param calls different requests of this run whose answers this run paid for
/// @param cached all other uses of an answer: paid for by another run, or used again
/// @param failed different requests that got no answer, whenever they were tried
/// @param inputTokens of `calls`, as far as the provider told
/// @param outputTokens of `calls`, as far as the provider told
/// @param unknownTokens how many of `calls` the provider told no tokens for
/// @param usd of `calls`; null when unknown, be it for want of a price or of tokens
public record RoleUsage(
        long calls,
        long cached,
        long failed,
        long inputTokens,
        long outputTokens,
        long unknownTokens,
        @Nullable BigDecimal usd) {

    public static final RoleUsage NONE = new RoleUsage(0, 0, 0, 0, 0, 0, BigDecimal.ZERO);
}
