package dev.hone.statistics;

import java.util.List;

/// The mean of differences that were measured on independent data, each weighing the same.
///
/// The interval is put together from those of the parts by their distances to the part's
/// difference, added in squares (MOVER: Zou and Donner, Construction of confidence limits about
/// effect measures, 2008), so that parts with skewed intervals keep their skew.
///
/// @param difference in [-1, 1]
/// @param interval95 of it
public record MeanDifference(double difference, Interval interval95) {

    /// @param parts of data sets that share no example; not empty
    public static MeanDifference of(List<PairedComparison> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A mean needs at least one difference.");
        }
        double sum = 0;
        double below = 0;
        double above = 0;
        for (PairedComparison part : parts) {
            double down = part.difference() - part.interval95().low();
            double up = part.interval95().high() - part.difference();
            sum += part.difference();
            below += down * down;
            above += up * up;
        }
        double mean = sum / parts.size();
        return new MeanDifference(
                mean,
                new Interval(
                        mean - Math.sqrt(below) / parts.size(),
                        mean + Math.sqrt(above) / parts.size()));
    }
}
