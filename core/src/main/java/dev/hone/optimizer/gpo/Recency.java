package dev.hone.optimizer.gpo;

import dev.hone.optimizer.TrajectoryItem;

import java.util.List;

/// The last `length` items, newest first.
record Recency(int length) implements TrajectorySelector {

    @Override
    public <I extends TrajectoryItem> List<I> select(List<I> items, I current) {
        return items.reversed().stream().limit(length).toList();
    }
}
