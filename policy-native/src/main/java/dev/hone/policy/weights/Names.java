package dev.hone.policy.weights;

import dev.hone.Excerpt;

import java.util.Collection;
import java.util.stream.Collectors;

/// Names in messages.
final class Names {

    /// The longest name a tensor may have.
    static final int LONGEST = 512;

    private static final int MOST_LISTED = 10;

    private Names() {}

    /// The first ten, and how many there are besides.
    static String listed(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String first =
                names.stream()
                        .limit(MOST_LISTED)
                        .map(Excerpt::of)
                        .collect(Collectors.joining(", "));
        int rest = names.size() - MOST_LISTED;
        return rest > 0 ? first + " and " + rest + " more" : first;
    }
}
