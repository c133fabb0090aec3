package dev.hone.optimizer.trajectory;

import java.util.List;

/// The last `length` items, newest first.
public record Recency(int length) implements TrajectorySelector {

    @Override
    public <I extends TrajectoryItem> List<I> select(List<I> items, I current) {
        return items.reversed().stream().limit(length).toList();
    }
}
