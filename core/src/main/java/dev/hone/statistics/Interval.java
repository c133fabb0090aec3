package dev.hone.statistics;

/// The values from `low` to `high`, both included.
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "low (" + low + ") must not be above high (" + high + ").");
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
