package dev.hone.result;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// What a role, the task model or the optimizer model, used in a run.
///
/// @param calls requests answered by the provider
/// @param cached requests answered by the ledger; nothing was paid for them
/// @param failed requests without an answer, after all retries
/// @param inputTokens read, 0 or more, or -1 for unknown
/// @param outputTokens written, 0 or more, or -1 for unknown
/// @param usd what it cost; null when a price is unknown, which is not free
public record RoleUsage(
        long calls,
        long cached,
        long failed,
        long inputTokens,
        long outputTokens,
        @Nullable BigDecimal usd) {

    public static final RoleUsage NONE = new RoleUsage(0, 0, 0, 0, 0, BigDecimal.ZERO);
}
