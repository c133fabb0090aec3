package dev.hone.ledger.store;

import java.util.List;

/// What was found in a ledger when every row of it was read.
///
/// @param answers read
/// @param attempts read, each with its settlement
/// @param runs whose events were read
/// @param events read
/// @param damages the first of them, in the order they were found, one sentence each
/// @param damageCount all of them
public record LedgerCheck(
        long answers,
        long attempts,
        long runs,
        long events,
        List<String> damages,
        long damageCount) {

    public boolean isSound() {
        return damageCount == 0;
    }
}
