package dev.hone.task;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: a whole number and a unit.
final class Durations {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private Durations() {}

    /// Longer waits are mistakes, and do not fit into nanoseconds in the end.
    private static final Duration LONGEST = Duration.ofDays(366);

    /// The duration; null when the text is none, is zero, or is more than a year.
    static @Nullable Duration parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                };
        return duration.isPositive() && duration.compareTo(LONGEST) <= 0 ? duration : null;
    }

    /// The duration in the largest unit that needs no fraction.
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % Duration.ofHours(1).toMillis() == 0) {
            return duration.toHours() + "h";
        }
        if (millis % Duration.ofMinutes(1).toMillis() == 0) {
            return duration.toMinutes() + "m";
        }
        return millis % 1_000 == 0 ? duration.toSeconds() + "s" : millis + "ms";
    }
}
