package dev.hone.policy.baseline;

/// A vector of which most components are 0.
///
/// @param indices ascending, without repetition
/// @param values of the components at the indices
@SuppressWarnings("ArrayRecordComponent") // never compared, and never shared outside
public record SparseVector(int[] indices, double[] values) {

    public double dot(double[] dense) {
        double sum = 0;
        for (int i = 0; i < indices.length; i++) {
            sum += values[i] * dense[indices[i]];
        }
        return sum;
    }

    /// Adds `factor` times this to `dense`.
    public void addTo(double[] dense, double factor) {
        for (int i = 0; i < indices.length; i++) {
            dense[indices[i]] += factor * values[i];
        }
    }

    /// Adds `factor` times the squares of the components to `dense`.
    public void addSquaresTo(double[] dense, double factor) {
        for (int i = 0; i < indices.length; i++) {
            dense[indices[i]] += factor * values[i] * values[i];
        }
    }
}
