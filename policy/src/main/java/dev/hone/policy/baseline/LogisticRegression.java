package dev.hone.policy.baseline;

import java.util.Arrays;
import java.util.List;

/// Logistic regression with an L2 penalty, whose examples may be right and wrong at once: the
/// minimum over the weights `w` and the intercept `b` of
///
/// `½‖w‖² + c · Σ (right · ln(1 + e^-z) + wrong · ln(1 + e^z))` with `z = w·x + b`.
///
/// As scikit-learn's `LogisticRegression(C=c)`; the intercept is not penalised. Minimised by
/// Newton's method: conjugate gradients, preconditioned by the diagonal, find the step, and a
/// backtracking search its length. No chance is involved.
final class LogisticRegression {

    /// Of the largest component of the gradient, compared with the one at the start.
    private static final double PRECISE = 1e-8;

    private static final int MOST_STEPS = 100;
    private static final int MOST_CONJUGATE_STEPS = 1_000;
    private static final int MOST_HALVINGS = 40;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double LEAST_CURVATURE = 1e-12;

    private final List<SparseVector> examples;
    private final double[] right;
    private final double[] wrong;
    private final double c;
    private final int features;

    /// @param examples with `features` components each
    /// @param right how often each example was right: 0 or more
    /// @param wrong how often it was wrong: 0 or more. Both sums must be above 0, else the best
    ///   intercept is infinite
    LogisticRegression(
            List<SparseVector> examples, double[] right, double[] wrong, int features, double c) {
        this.examples = examples;
        this.right = right;
        this.wrong = wrong;
        this.features = features;
        this.c = c;
    }

    /// The weights, then the intercept.
    double[] fit() {
        double[] weights = new double[features + 1];
        double[] gradient = gradient(weights);
        double precise = PRECISE * Math.max(1, largest(gradient));
        for (int step = 0; step < MOST_STEPS && largest(gradient) > precise; step++) {
            double[] direction = newtonDirection(weights, gradient);
            double[] next = search(weights, gradient, direction);
            if (Arrays.equals(next, weights)) {
                return weights;
            }
            weights = next;
            gradient = gradient(weights);
        }
        return weights;
    }

    /// The probability that an example is right, in (0, 1).
    static double probability(double[] weights, SparseVector example) {
        return sigmoid(margin(weights, example));
    }

    double loss(double[] weights) {
        double loss = 0;
        for (int feature = 0; feature < features; feature++) {
            loss += 0.5 * weights[feature] * weights[feature];
        }
        for (int i = 0; i < examples.size(); i++) {
            double z = margin(weights, examples.get(i));
            loss += c * (right[i] * softplus(-z) + wrong[i] * softplus(z));
        }
        return loss;
    }

    double[] gradient(double[] weights) {
        double[] gradient = weights.clone();
        gradient[features] = 0;
        for (int i = 0; i < examples.size(); i++) {
            double p = probability(weights, examples.get(i));
            double slope = c * (wrong[i] * p - right[i] * (1 - p));
            examples.get(i).addTo(gradient, slope);
            gradient[features] += slope;
        }
        return gradient;
    }

    /// Solves `H d = -g` well enough: more precisely the nearer the minimum is.
    private double[] newtonDirection(double[] weights, double[] gradient) {
        double[] curvature = curvature(weights);
        double[] diagonal = diagonal(curvature);
        double[] direction = new double[weights.length];
        double[] residual = Arrays.stream(gradient).map(component -> -component).toArray();
        double[] scaled = divided(residual, diagonal);
        double[] conjugate = scaled.clone();
        double size = dot(residual, scaled);
        double enough = size * Math.min(0.01, dot(gradient, gradient));
        for (int step = 0; step < MOST_CONJUGATE_STEPS && size > enough; step++) {
            double[] product = hessianTimes(curvature, conjugate);
            double length = size / dot(conjugate, product);
            for (int i = 0; i < direction.length; i++) {
                direction[i] += length * conjugate[i];
                residual[i] -= length * product[i];
            }
            scaled = divided(residual, diagonal);
            double next = dot(residual, scaled);
            for (int i = 0; i < conjugate.length; i++) {
                conjugate[i] = scaled[i] + next / size * conjugate[i];
            }
            size = next;
        }
        return direction;
    }

    /// Halves the step until the loss falls enough (Armijo).
    private double[] search(double[] weights, double[] gradient, double[] direction) {
        double start = loss(weights);
        double slope = dot(gradient, direction);
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] next = weights.clone();
            for (int i = 0; i < next.length; i++) {
                next[i] += length * direction[i];
            }
            if (loss(next) <= start + SUFFICIENT_DECREASE * length * slope) {
                return next;
            }
            length /= 2;
        }
        return weights;
    }

    private double[] curvature(double[] weights) {
        double[] curvature = new double[examples.size()];
        for (int i = 0; i < curvature.length; i++) {
            double p = probability(weights, examples.get(i));
            curvature[i] = c * (right[i] + wrong[i]) * p * (1 - p);
        }
        return curvature;
    }

    private double[] diagonal(double[] curvature) {
        double[] diagonal = new double[features + 1];
        Arrays.fill(diagonal, 0, features, 1);
        for (int i = 0; i < curvature.length; i++) {
            examples.get(i).addSquaresTo(diagonal, curvature[i]);
            diagonal[features] += curvature[i];
        }
        diagonal[features] = Math.max(diagonal[features], LEAST_CURVATURE);
        return diagonal;
    }

    private double[] hessianTimes(double[] curvature, double[] vector) {
        double[] product = vector.clone();
        product[features] = 0;
        for (int i = 0; i < curvature.length; i++) {
            double along = curvature[i] * margin(vector, examples.get(i));
            examples.get(i).addTo(product, along);
            product[features] += along;
        }
        return product;
    }

    private static double margin(double[] weights, SparseVector example) {
        return example.dot(weights) + weights[weights.length - 1];
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    /// `ln(1 + e^z)`, without overflow.
    private static double softplus(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    private static double largest(double[] vector) {
        return Arrays.stream(vector).map(Math::abs).max().orElse(0);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] divided(double[] vector, double[] by) {
        double[] divided = new double[vector.length];
        for (int i = 0; i < divided.length; i++) {
            divided[i] = vector[i] / by[i];
        }
        return divided;
    }
}
