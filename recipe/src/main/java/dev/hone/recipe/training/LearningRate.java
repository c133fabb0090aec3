package dev.hone.recipe.training;

/// Rises over the first steps, stays, and falls to a twentieth over the last: so that training may
/// be made longer from where it stayed.
///
/// @param peak greater than 0
/// @param rise steps until the peak
/// @param fallFrom the step at which it begins to fall
/// @param steps all of them
public record LearningRate(double peak, int rise, int fallFrom, int steps) {

    private static final double LEAST = 0.05;

    double at(int step) {
        if (step < rise) {
            return peak * (step + 1) / rise;
        }
        if (step < fallFrom) {
            return peak;
        }
        double left = (double) (steps - step) / (steps - fallFrom);
        return peak * Math.max(LEAST, left);
    }
}
