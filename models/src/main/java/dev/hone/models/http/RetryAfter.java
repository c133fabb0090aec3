package dev.hone.models.http;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how long a provider asks to wait: `retry-after-ms`, `Retry-After` in seconds or as a date
/// (RFC 9110, section 10.2.3), or the `retryDelay` in Google's error bodies.
final class RetryAfter {

    private static final Pattern GOOGLE = Pattern.compile("\"retryDelay\"\\s*:\\s*\"([0-9.]+)s\"");
    private static final double MOST_SECONDS = 1e9;

    private RetryAfter() {}

    /// Never negative; null when the provider does not say.
    static @Nullable Duration in(HttpHeaders headers, String body) {
        Duration wait = number(headers.firstValue("retry-after-ms").orElse(""), 1e-3);
        String header = headers.firstValue("retry-after").orElse("");
        if (wait == null) {
            wait = number(header, 1);
        }
        if (wait == null) {
            wait = until(header, headers.firstValue("date").orElse(""));
        }
        Matcher google = GOOGLE.matcher(body);
        return wait == null && google.find() ? number(google.group(1), 1) : wait;
    }

    private static @Nullable Duration number(String text, double unitSeconds) {
        try {
            double seconds = Double.parseDouble(text.strip()) * unitSeconds;
            if (Double.isNaN(seconds)) {
                return null;
            }
            return Duration.ofMillis((long) (1e3 * Math.clamp(seconds, 0, MOST_SECONDS)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Measured against the server's own clock, which is the one it set the date by.
    private static @Nullable Duration until(String date, String now) {
        try {
            Duration wait = Duration.between(instant(now), instant(date));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static ZonedDateTime instant(String httpDate) {
        return ZonedDateTime.parse(httpDate.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
