package dev.hone.limit.rate;

import dev.hone.model.ModelException;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Before an account at a provider: lets calls through as fast as the provider bears, and never
/// faster than the user allows. One for all models, roles and runs that use the account;
/// thread-safe.
///
/// - Calls in flight: a window that halves when the provider refuses and widens while it answers.
/// - Requests and tokens: what the provider's headers say is left, for each model.
/// - A provider that asks to wait is left alone by all, for at most 5 minutes.
/// - The user's limits a minute hold for all processes on the machine that use the account.
///
/// Costs well below a microsecond where nobody has to wait and no limit a minute is set.
public final class RateGate {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_WAIT_FOR_SLOT = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition slotFreed = lock.newCondition();
    private final AdaptiveLimiter limiter = new AdaptiveLimiter();
    private final RateStore store;
    private final LongSupplier nanoTime;
    private boolean looked;
    private long lookedAt;
    private long openAt;
    private long freeAt;

    RateGate(RateStore store, LongSupplier nanoTime) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.openAt = nanoTime.getAsLong();
        this.freeAt = openAt;
    }

    /// One that no other process knows of.
    ///
    /// @param nanoTime as [System#nanoTime()]
    public static RateGate ofProcess(LongSupplier nanoTime) {
        return new RateGate(new ProcessRates(new SharedState(), nanoTime), nanoTime);
    }

    /// A call that wants to be sent.
    ///
    /// @param model the identity it was connected as
    public Pass pass(String model, Weight weight, Ceiling ceiling) {
        return new Pass(model, weight, ceiling);
    }

    /// How long callers still have to wait because of a rate, as far as is known; zero for not at
    /// all.
    public Duration waiting() {
        lock.lock();
        try {
            return Duration.ofNanos(Math.max(0, freeAt - nanoTime.getAsLong()));
        } finally {
            lock.unlock();
        }
    }

    Consumer<RateSignal> sending(String model) {
        lock.lock();
        try {
            AdaptiveLimiter.Mark mark = limiter.sending(nanoTime.getAsLong(), model);
            return signal -> said(signal, mark);
        } finally {
            lock.unlock();
        }
    }

    private void said(RateSignal signal, AdaptiveLimiter.Mark mark) {
        lock.lock();
        try {
            limiter.said(nanoTime.getAsLong(), signal, mark);
        } finally {
            lock.unlock();
        }
    }

    private long closedNanos(long now) {
        if (!looked || now - lookedAt >= LOOK_NANOS) {
            looked = true;
            lookedAt = now;
            closeFor(now, store.pausedNanos());
        }
        return Math.max(0, openAt - now);
    }

    private void closeFor(long now, long nanos) {
        if (now + nanos - openAt > 0) {
            openAt = now + nanos;
        }
    }

    /// One call, on its way in and out. Used by one thread.
    public final class Pass {

        /// What [#tryEnter()] returns where a call has to end first.
        public static final long FOR_A_SLOT = AdaptiveLimiter.FOR_A_SLOT;

        private final String model;
        private final Weight weight;
        private final Ceiling ceiling;
        private long sentAt;

        private Pass(String model, Weight weight, Ceiling ceiling) {
            this.model = model;
            this.weight = weight;
            this.ceiling = ceiling;
        }

        /// 0 when the call may be sent; then it is in flight until it is [answered][#answered] or
        /// [failed][#failed]. Otherwise the nanoseconds after which to try again, or [#FOR_A_SLOT].
        public long tryEnter() {
            lock.lock();
            try {
                long now = nanoTime.getAsLong();
                long wait = waitNanos(now);
                if (wait == 0) {
                    sentAt = now;
                    limiter.enter(now, model, weight);
                }
                freeAt = now + Math.max(0, wait);
                return wait;
            } finally {
                lock.unlock();
            }
        }

        private long waitNanos(long now) {
            long wait = closedNanos(now);
            if (wait == 0) {
                wait = limiter.waitNanos(now, model, weight, ceiling.concurrency());
            }
            return wait == 0 && ceiling.isPaced()
                    ? store.update((state, time) -> state.take(time, weight, ceiling))
                    : wait;
        }

        /// Returns when a slot may be free, and after a second in any case.
        public void awaitSlot() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = LONGEST_WAIT_FOR_SLOT;
                while (left > 0 && hasNoSlot()) {
                    left = slotFreed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }

        private boolean hasNoSlot() {
            long now = nanoTime.getAsLong();
            return limiter.waitNanos(now, model, weight, ceiling.concurrency()) == FOR_A_SLOT;
        }

        public void answered(TokenUsage usage) {
            lock.lock();
            try {
                limiter.answered(sentAt, nanoTime.getAsLong());
                slotFreed.signalAll();
                if (usage.isKnown() && ceiling.tokensPerMinute() > 0) {
                    correct(weight.tokens() - usage.input() - usage.output());
                }
            } finally {
                lock.unlock();
            }
        }

        /// Ends the call without an answer; what was taken for it stays taken.
        public void failed(Throwable failure) {
            lock.lock();
            try {
                long now = nanoTime.getAsLong();
                if (failure instanceof ModelException.Transient e && e.isRateLimited()) {
                    limiter.refused(sentAt, now, model, weight);
                } else {
                    limiter.ended();
                }
                slotFreed.signalAll();
                if (failure instanceof ModelException.Transient e) {
                    leaveAlone(now, e.retryAfter());
                }
            } finally {
                lock.unlock();
            }
        }

        private void leaveAlone(long now, @Nullable Duration asked) {
            if (asked == null || asked.compareTo(SharedState.LONGEST_PAUSE) > 0) {
                return;
            }
            long pause = asked.toNanos();
            if (now + pause - openAt > 0) {
                closeFor(now, pause);
                share(pause);
            }
        }

        private void share(long pause) {
            long unused =
                    store.update(
                            (state, time) -> {
                                state.pause(time, pause);
                                return 0;
                            });
        }

        private void correct(long amount) {
            long unused =
                    store.update(
                            (state, time) -> {
                                state.giveBack(amount);
                                return 0;
                            });
        }
    }
}
