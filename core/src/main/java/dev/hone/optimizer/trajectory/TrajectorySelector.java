package dev.hone.optimizer.trajectory;

import java.util.List;

/// Which items of the past the optimizer model is shown: GPO's counterpart of momentum (paper,
/// "Update Direction").
@FunctionalInterface
public interface TrajectorySelector {

    /// Picks from the items, in the order in which they are shown.
    ///
    /// @param items everything remembered, oldest first; contains `current`
    /// @param current the item the step starts from
    <I extends TrajectoryItem> List<I> select(List<I> items, I current);
}
