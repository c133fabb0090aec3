package dev.hone.ledger.postgres;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/// Claims and releases that travel to the server together; releases come first.
final class ClaimBatch {

    private final Set<Long> held;
    private final Set<Long> released = new LinkedHashSet<>();
    private final Set<Long> wanted = new LinkedHashSet<>();
    private final Set<Long> granted = new LinkedHashSet<>();

    /// @param held by this ledger
    ClaimBatch(Set<Long> held) {
        this.held = held;
    }

    /// Gives whether it was granted. Of equal ones in a batch the first is.
    Supplier<Boolean> claim(long key) {
        boolean first = (!held.contains(key) || released.contains(key)) && wanted.add(key);
        return () -> first && granted.contains(key);
    }

    void release(long key) {
        released.add(key);
    }

    Set<Long> released() {
        return released;
    }

    Set<Long> wanted() {
        return wanted;
    }

    void grant(Set<Long> keys) {
        granted.addAll(keys);
    }
}
