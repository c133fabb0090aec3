package dev.hone.data;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.Splits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds inputs that stand in more than one split, where they make a score say less than it seems
/// to.
public final class Leaks {

    private Leaks() {}

    /// Every example whose input also stands in an earlier split, with the first such example
    /// there. Letter case and white space make no difference. In the order of the splits and of
    /// their examples.
    public static List<Leak> find(Splits splits) {
        List<Leak> leaks = new ArrayList<>();
        Map<String, Seen> firstSeen = new HashMap<>();
        for (Split split : Split.values()) {
            for (Example example : split.of(splits)) {
                Seen seen = new Seen(split, example.id());
                Seen first = firstSeen.putIfAbsent(normalised(example.input()), seen);
                if (first != null && first.split() != split) {
                    leaks.add(
                            new Leak(
                                    Excerpt.of(example.input()),
                                    first.split(),
                                    first.id(),
                                    split,
                                    example.id()));
                }
            }
        }
        return leaks;
    }

    private static String normalised(String input) {
        return input.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /// The same input in two splits.
    ///
    /// @param input how it starts, fit for a message
    /// @param firstId of the example in `first`
    /// @param secondId of the example in `second`
    public record Leak(String input, Split first, String firstId, Split second, String secondId) {}

    private record Seen(Split split, String id) {}
}
