package dev.hone.limit.rate;

import java.util.function.LongSupplier;

/// A state that only this process knows.
record ProcessRates(SharedState state, LongSupplier nanos) implements RateStore {

    @Override
    public long update(Change change) {
        return change.apply(state, nanos.getAsLong());
    }

    @Override
    public long pausedNanos() {
        return state.pausedNanos(nanos.getAsLong());
    }
}
