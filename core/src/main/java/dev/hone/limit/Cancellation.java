package dev.hone.limit;

import dev.hone.model.ModelException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a run's model calls, once and for all: no call starts after it, waits end at once, and
/// calls already sent are left to finish, because their answers are paid for.
///
/// One of these is shared by all models of a run. Thread-safe.
public final class Cancellation {

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean cancelled;
    private volatile @Nullable Exhaustion exhaustion;

    /// Ends the run on the user's behalf. Calling it again does nothing.
    public void cancel() {
        cancelled = true;
        ended.countDown();
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /// Does nothing while the run may go on.
    ///
    /// @throws ModelException.Interrupted when the run was cancelled or the current thread is
    ///   interrupted
    public void check() {
        if (cancelled) {
            throw new ModelException.Interrupted("The run was cancelled.", null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ModelException.Interrupted("The run was interrupted.", null);
        }
    }

    /// Waits, and stops waiting as soon as the run ends.
    ///
    /// @throws ModelException.Interrupted when the run was cancelled
    /// @throws ModelException.BudgetExhausted when a budget of the run ran out
    public void sleep(Duration duration) throws InterruptedException {
        if (ended.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            checkMayCall();
        }
    }

    /// As [#check()], and also throws when a budget of the run has run out. Answers from the ledger
    /// are still to be had then; calls are not.
    void checkMayCall() {
        check();
        Exhaustion found = exhaustion;
        if (found != null) {
            throw found.exception();
        }
    }

    /// Ends all calls because a budget ran out; the first budget to run out is the one named.
    ModelException.BudgetExhausted exhaust(String budget, String message) {
        synchronized (this) {
            if (exhaustion == null) {
                exhaustion = new Exhaustion(budget, message);
            }
        }
        ended.countDown();
        return new ModelException.BudgetExhausted(budget, message);
    }

    /// Turns the interruption of a wait into the exception callers know, and keeps the mark on the
    /// thread.
    static ModelException.Interrupted interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ModelException.Interrupted("The run was interrupted.", cause);
    }

    private record Exhaustion(String budget, String message) {

        private ModelException.BudgetExhausted exception() {
            return new ModelException.BudgetExhausted(budget, message);
        }
    }
}
