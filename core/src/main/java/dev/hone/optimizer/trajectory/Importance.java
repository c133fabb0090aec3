package dev.hone.optimizer.trajectory;

import java.util.Comparator;
import java.util.List;

/// The `length` items of highest value, highest first, the earlier of equals first. The current
/// item has no special place, as in the official code.
public record Importance(int length) implements TrajectorySelector {

    @Override
    public <I extends TrajectoryItem> List<I> select(List<I> items, I current) {
        return items.stream()
                .sorted(Comparator.comparingDouble((I item) -> item.value()).reversed())
                .limit(length)
                .toList();
    }
}
