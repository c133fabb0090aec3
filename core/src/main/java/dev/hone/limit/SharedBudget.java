package dev.hone.limit;

import java.math.BigDecimal;
import java.time.Duration;

/// Budgets that several runs share one after the other, each with all it has spent in whatever
/// process. Not thread-safe.
public final class SharedBudget {

    private final SpendingLimits whole;
    private long calls;
    private long tokens;
    private BigDecimal usd = BigDecimal.ZERO;
    private Duration time = Duration.ZERO;

    /// @param whole for all runs together
    public SharedBudget(SpendingLimits whole) {
        this.whole = whole;
    }

    /// Takes off what a run has spent, once it is over.
    public void spend(Spent spent) {
        calls += spent.calls();
        tokens += spent.amount().tokens();
        usd = usd.add(spent.amount().usd());
        time = time.plus(spent.time());
    }

    /// What the next run may have spent when it is over.
    public SpendingLimits left() {
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
