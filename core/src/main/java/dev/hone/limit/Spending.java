package dev.hone.limit;

import dev.hone.model.ModelException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What a run has spent, and the hard budgets it must stay within; shared by all models of the run.
///
/// A call is reserved with the most it can use and settled with what it did use. A call that would
/// fit if those in flight used less than they may waits for them; a call that would not fit even
/// then ends the run: from there on no call of any size is let through. So where a run stops
/// depends on what was used, not on how many calls were in flight.
///
/// What the run spent before, in a process that ended or was killed, is counted in. Thread-safe.
public final class Spending {

    private final SpendingLimits limits;
    private final LongSupplier nanoTime;
    private final Cancellation cancellation;
    private final Duration before;
    private final long startNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private long calls;
    private long unsettled;
    private Amount spent;
    private Amount reserved = Amount.NOTHING;
    private Duration elapsed;

    /// Of a run that has spent nothing before.
    ///
    /// @param nanoTime as [System#nanoTime()]
    public Spending(SpendingLimits limits, LongSupplier nanoTime, Cancellation cancellation) {
        this(limits, Spent.NOTHING, nanoTime, cancellation);
    }

    /// The run's time goes on from here.
    ///
    /// @param before what the run has spent until now
    /// @param nanoTime as [System#nanoTime()]; where it goes backwards the run's time stands still
    public Spending(
            SpendingLimits limits, Spent before, LongSupplier nanoTime, Cancellation cancellation) {
        this.limits = limits;
        this.before = before.time();
        this.elapsed = before.time();
        this.calls = before.calls();
        this.unsettled = before.unsettled();
        this.spent = before.amount();
        this.nanoTime = nanoTime;
        this.cancellation = cancellation;
        this.startNanos = nanoTime.getAsLong();
    }

    public SpendingLimits limits() {
        return limits;
    }

    /// Calls sent so far, retries and failures included.
    public long calls() {
        return locked(() -> calls);
    }

    /// The time the run has been at work. Never goes back.
    public Duration elapsed() {
        return locked(
                () -> {
                    Duration now = before.plusNanos(nanoTime.getAsLong() - startNanos);
                    elapsed = now.compareTo(elapsed) > 0 ? now : elapsed;
                    return elapsed;
                });
    }

    /// All of it, for who goes on with the run: what is reserved counts as spent.
    public Spent spent() {
        Duration time = elapsed();
        return locked(() -> new Spent(calls, unsettled, spent.plus(reserved), time));
    }

    /// Tokens of the calls that are settled; where a provider does not say, the most it can have
    /// been.
    public long tokens() {
        return locked(() -> spent.tokens());
    }

    /// US dollars for the calls that are settled; calls without a known price add nothing.
    public BigDecimal usd() {
        return locked(() -> spent.usd());
    }

    /// Waits until the call fits, and counts it.
    ///
    /// @throws ModelException.BudgetExhausted when it will never fit
    Reservation reserve(Amount wanted) {
        lock.lock();
        try {
            while (!fits(wanted)) {
                settled.await();
            }
            calls++;
            unsettled++;
            reserved = reserved.plus(wanted);
            return new Reservation(wanted);
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Amount wanted) {
        cancellation.checkMayCall();
        Duration time = limits.time();
        if (time != null && elapsed().compareTo(time) >= 0) {
            throw cancellation.exhaust(
                    "time", "The time budget of " + time.toSeconds() + " s is over.");
        }
        if (limits.calls() != null && calls >= limits.calls()) {
            throw cancellation.exhaust(
                    "calls", "The budget of " + limits.calls() + " calls is spent.");
        }
        if (limits.tokens() != null && spent.tokens() + wanted.tokens() > limits.tokens()) {
            throw exhausted("tokens", limits.tokens(), spent.tokens(), wanted.tokens());
        }
        if (limits.usd() != null && spent.usd().add(wanted.usd()).compareTo(limits.usd()) > 0) {
            throw exhausted(
                    "usd", limits.usd(), spent.usd().toPlainString(), wanted.usd().toPlainString());
        }
        Amount all = spent.plus(reserved).plus(wanted);
        return (limits.tokens() == null || all.tokens() <= limits.tokens())
                && (limits.usd() == null || all.usd().compareTo(limits.usd()) <= 0);
    }

    private ModelException.BudgetExhausted exhausted(
            String budget, Object limit, Object spentSoFar, Object wanted) {
        return cancellation.exhaust(
                budget,
                "The budget of "
                        + limit
                        + " "
                        + budget
                        + " does not allow another call: "
                        + spentSoFar
                        + " are spent, and the call could use "
                        + wanted
                        + ".");
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    /// A call that may be sent. Must be settled exactly once, whatever becomes of the call.
    final class Reservation {

        private final Amount wanted;

        private Reservation(Amount wanted) {
            this.wanted = wanted;
        }

        void settle(Amount used) {
            lock.lock();
            try {
                reserved = reserved.minus(wanted);
                spent = spent.plus(used);
                unsettled--;
                settled.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
