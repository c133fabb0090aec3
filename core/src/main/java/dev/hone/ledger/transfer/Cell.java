package dev.hone.ledger.transfer;

/// One value of a [FlatTable].
public sealed interface Cell {

    record Text(String value) implements Cell {}

    record Whole(long value) implements Cell {}

    record Decimal(double value) implements Cell {}

    record Flag(boolean value) implements Cell {}

    /// There is no value.
    record Absent() implements Cell {}
}
