package dev.hone.optimizer;

import dev.hone.evaluation.Evaluation;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.run.StopReason;

/// What a search found.
///
/// @param seed the seed prompt on validation
/// @param best the chosen prompt on validation; the seed prompt's own evaluation when nothing was
///   better
/// @param trajectory of the search
/// @param steps completed
public record Optimization(
        Evaluation seed,
        Evaluation best,
        Trajectory trajectory,
        int steps,
        StopReason stopReason) {}
