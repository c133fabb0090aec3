package dev.hone.optimizer.trajectory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The scored prompts of a search in the order they were selected, the seed prompt first; GPO's
/// counterpart of the history a momentum term remembers. Immutable, never empty.
public record Trajectory(List<ScoredPrompt> entries) {

    public Trajectory {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(
                    "A trajectory starts with the seed prompt and is never empty.");
        }
    }

    public static Trajectory startingWith(ScoredPrompt seed) {
        return new Trajectory(List.of(seed));
    }

    public Trajectory plus(ScoredPrompt entry) {
        List<ScoredPrompt> longer = new ArrayList<>(entries);
        longer.add(entry);
        return new Trajectory(longer);
    }

    public int size() {
        return entries.size();
    }

    public ScoredPrompt last() {
        return entries.getLast();
    }

    /// The highest score; of equals the earliest.
    public ScoredPrompt best() {
        return entries.stream()
                .max(
                        Comparator.comparingDouble(ScoredPrompt::score)
                                .thenComparing(
                                        Comparator.comparingInt(entries::indexOf).reversed()))
                .orElseThrow();
    }
}
