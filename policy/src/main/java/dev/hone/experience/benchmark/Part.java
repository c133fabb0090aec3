package dev.hone.experience.benchmark;

/// A part of an official file, in the order of a shuffle that never changes.
///
/// @param from share of the rows before it, in [0, 1)
/// @param to share of the rows up to its end, in (0, 1]
public record Part(OfficialSplit split, double from, double to) {

    public Part {
        if (!(from >= 0 && from < to && to <= 1)) {
            throw new IllegalArgumentException(
                    "A part needs 0 <= from < to <= 1, but has " + from + " and " + to + ".");
        }
    }

    static Part of(OfficialSplit split, double from, double to) {
        return new Part(split, from, to);
    }

    /// The first row, of so many.
    int first(int rows) {
        return (int) Math.round(from * rows);
    }

    /// The row after the last, of so many.
    int end(int rows) {
        return (int) Math.round(to * rows);
    }

    /// Of so many rows.
    public int size(int rows) {
        return end(rows) - first(rows);
    }
}
