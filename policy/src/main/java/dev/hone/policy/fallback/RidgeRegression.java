package dev.hone.policy.fallback;

import dev.hone.policy.baseline.SparseVector;

import java.util.List;

/// Least squares with a penalty on the squared weights: minimises the sum of squared errors plus
/// `penalty` times the squared length of the weights. The intercept carries no penalty.
///
/// @param weights one for each component
record RidgeRegression(double intercept, double[] weights) {

    private static final int MOST_STEPS = 200;
    private static final double TOLERANCE = 1e-10;

    /// Solved by conjugate gradients on the normal equations of centred data.
    ///
    /// @param size components of the rows
    /// @param penalty above 0
    static RidgeRegression fit(
            List<SparseVector> rows, double[] targets, int size, double penalty) {
        int n = rows.size();
        double[] means = new double[size];
        double targetMean = 0;
        for (int i = 0; i < n; i++) {
            rows.get(i).addTo(means, 1.0 / n);
            targetMean += targets[i] / n;
        }
        double[] centred = new double[n];
        for (int i = 0; i < n; i++) {
            centred[i] = targets[i] - targetMean;
        }
        double[] weights = new double[size];
        double[] residual = transposed(rows, centred, means);
        double[] direction = residual.clone();
        double length = dot(residual, residual);
        double enough = length * TOLERANCE * TOLERANCE;
        for (int step = 0; step < MOST_STEPS && length > enough; step++) {
            double[] image = transposed(rows, times(rows, direction, means), means);
            for (int j = 0; j < size; j++) {
                image[j] += penalty * direction[j];
            }
            double stride = length / dot(direction, image);
            for (int j = 0; j < size; j++) {
                weights[j] += stride * direction[j];
                residual[j] -= stride * image[j];
            }
            double next = dot(residual, residual);
            double turn = next / length;
            for (int j = 0; j < size; j++) {
                direction[j] = residual[j] + turn * direction[j];
            }
            length = next;
        }
        return new RidgeRegression(targetMean - dot(means, weights), weights);
    }

    double predict(SparseVector row) {
        return intercept + row.dot(weights);
    }

    private static double[] times(List<SparseVector> rows, double[] vector, double[] means) {
        double shift = dot(means, vector);
        double[] image = new double[rows.size()];
        for (int i = 0; i < image.length; i++) {
            image[i] = rows.get(i).dot(vector) - shift;
        }
        return image;
    }

    private static double[] transposed(List<SparseVector> rows, double[] vector, double[] means) {
        double[] image = new double[means.length];
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            rows.get(i).addTo(image, vector[i]);
            sum += vector[i];
        }
        for (int j = 0; j < image.length; j++) {
            image[j] -= sum * means[j];
        }
        return image;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int j = 0; j < one.length; j++) {
            sum += one[j] * other[j];
        }
        return sum;
    }
}
