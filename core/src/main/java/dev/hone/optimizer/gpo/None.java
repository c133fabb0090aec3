package dev.hone.optimizer.gpo;

import dev.hone.optimizer.TrajectoryItem;

import java.util.List;

/// Shows nothing of the past.
record None() implements TrajectorySelector {

    @Override
    public <I extends TrajectoryItem> List<I> select(List<I> items, I current) {
        return List.of();
    }
}
