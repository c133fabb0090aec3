package dev.hone.cli.reproduce;

import dev.hone.limit.Spending;
import dev.hone.limit.SpendingLimits;

import java.math.BigDecimal;
import java.time.Duration;

/// The budgets of the whole command, which its sessions share one after the other. Not thread-safe.
final class SharedBudget {

    private final SpendingLimits whole;
    private long calls;
    private long tokens;
    private BigDecimal usd = BigDecimal.ZERO;
    private Duration time = Duration.ZERO;

    SharedBudget(SpendingLimits whole) {
        this.whole = whole;
    }

    /// Takes off what a session has spent, once it is over.
    void spend(Spending spending) {
        calls += spending.calls();
        tokens += spending.tokens();
        usd = usd.add(spending.usd());
        time = time.plus(spending.elapsed());
    }

    /// For the next session.
    SpendingLimits left() {
        Long wholeCalls = whole.calls();
        Long wholeTokens = whole.tokens();
        BigDecimal wholeUsd = whole.usd();
        Duration wholeTime = whole.time();
        return new SpendingLimits(
                wholeCalls == null ? null : Long.valueOf(Math.max(0, wholeCalls - calls)),
                wholeTokens == null ? null : Long.valueOf(Math.max(0, wholeTokens - tokens)),
                wholeUsd == null ? null : wholeUsd.subtract(usd).max(BigDecimal.ZERO),
                wholeTime == null ? null : positive(wholeTime.minus(time)));
    }

    private static Duration positive(Duration left) {
        return left.isNegative() ? Duration.ZERO : left;
    }
}
