package dev.hone.optimizer.trajectory;

import java.util.List;

/// Shows nothing of the past.
public record None() implements TrajectorySelector {

    @Override
    public <I extends TrajectoryItem> List<I> select(List<I> items, I current) {
        return List.of();
    }
}
