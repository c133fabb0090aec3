package dev.hone.optimizer;

import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.run.StopReason;

import org.jspecify.annotations.Nullable;

/// When a search has searched enough. Hard budgets (calls, tokens, money, time) are not here: they
/// stand before the model, see `dev.hone.limit`.
///
/// @param steps the most steps, 0 or more
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience the steps without a better best prompt after which the search gives up, at least
///   1; null for never (the paper speaks of a plateau but defines none)
public record StopCondition(int steps, @Nullable Double score, @Nullable Integer patience) {

    public StopCondition {
        if (steps < 0) {
            throw new IllegalArgumentException("steps (" + steps + ") must be 0 or more.");
        }
        if (score != null && !(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score (" + score + ") must lie in [0, 1].");
        }
        if (patience != null && patience < 1) {
            throw new IllegalArgumentException("patience (" + patience + ") must be at least 1.");
        }
    }

    /// Why to stop once `completedSteps` steps are made, or null to go on.
    public @Nullable StopReason reached(int completedSteps, Trajectory trajectory) {
        ScoredPrompt best = trajectory.best();
        if (score != null && best.score() >= score) {
            return StopReason.SCORE;
        }
        if (completedSteps >= steps) {
            return StopReason.STEPS;
        }
        if (patience != null && completedSteps - best.step() >= patience) {
            return StopReason.PATIENCE;
        }
        return null;
    }
}
