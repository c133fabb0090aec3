package dev.hone.ledger.store;

/// What packing a ledger gained.
///
/// @param before bytes on disk, with what belongs to the ledger
/// @param after likewise
public record LedgerCompaction(long before, long after) {}
