package dev.hone.limit.rate;

/// Where the [SharedState] of an account lies. Used by one thread at a time.
interface RateStore {

    /// Changes the state while nobody else does, and returns what the change returns.
    long update(Change change);

    /// How long everybody is to wait, as far as can be told in passing; 0 for not at all.
    long pausedNanos();

    /// A change at a time of the store's own clock, in nanoseconds.
    @FunctionalInterface
    interface Change {

        long apply(SharedState state, long now);
    }
}
