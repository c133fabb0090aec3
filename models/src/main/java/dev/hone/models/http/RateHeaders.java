package dev.hone.models.http;

import dev.hone.limit.rate.Quota;
import dev.hone.limit.rate.Quota.Kind;
import dev.hone.limit.rate.RateSignal;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a provider's headers say about its limits: those of OpenAI and whoever speaks its
/// protocol (`x-ratelimit-remaining-tokens`, with resets such as `6m0s` or `20ms`), and those of
/// Anthropic (`anthropic-ratelimit-input-tokens-remaining`, with resets as dates).
///
/// Headers are not trusted: what is no number, longer than 40 characters or out of bounds is as if
/// it were not there. Takes next to nothing where there are none.
final class RateHeaders {

    private static final String OPENAI = "x-ratelimit-";
    private static final String ANTHROPIC = "anthropic-ratelimit-";
    private static final int LONGEST_VALUE = 40;
    private static final long MOST = 1_000_000_000_000L;

    /// What a limit without a reset, or with one that nobody understands, is a limit of.
    private static final Duration USUAL_RESET = Duration.ofMinutes(1);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern PARTS =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|us|µs|ns|d|h|m|s)");
    private static final Map<String, Double> NANOS =
            Map.of(
                    "d", 86_400e9, "h", 3_600e9, "m", 60e9, "s", 1e9, "ms", 1e6, "us", 1e3, "µs",
                    1e3, "ns", 1.0);
    private static final double MOST_NANOS = 1e18;

    private static final int OVERLOADED = 529;
    private static final int UNAVAILABLE = 503;

    private RateHeaders() {}

    static RateSignal read(int status, HttpHeaders headers) {
        Map<Kind, Parts> found = new EnumMap<>(Kind.class);
        headers.map().forEach((name, values) -> sort(found, name, values.getFirst()));
        boolean overloaded = status == UNAVAILABLE || status == OVERLOADED;
        if (found.isEmpty()) {
            return new RateSignal(List.of(), overloaded);
        }
        String date = headers.firstValue("date").orElse("");
        List<Quota> quotas = new ArrayList<>();
        found.forEach(
                (kind, parts) -> {
                    Quota quota = parts.quota(kind, date);
                    if (quota != null) {
                        quotas.add(quota);
                    }
                });
        return new RateSignal(quotas, overloaded);
    }

    private static void sort(Map<Kind, Parts> found, String name, String value) {
        if (value.length() > LONGEST_VALUE) {
            return;
        }
        if (name.regionMatches(true, 0, OPENAI, 0, OPENAI.length())) {
            String rest = name.substring(OPENAI.length()).toLowerCase(Locale.ROOT);
            int dash = rest.indexOf('-');
            if (dash > 0) {
                put(found, rest.substring(dash + 1), rest.substring(0, dash), value);
            }
        } else if (name.regionMatches(true, 0, ANTHROPIC, 0, ANTHROPIC.length())) {
            String rest = name.substring(ANTHROPIC.length()).toLowerCase(Locale.ROOT);
            int dash = rest.lastIndexOf('-');
            if (dash > 0) {
                put(found, rest.substring(0, dash), rest.substring(dash + 1), value);
            }
        }
    }

    private static void put(Map<Kind, Parts> found, String what, String part, String value) {
        Kind kind =
                switch (what) {
                    case "requests" -> Kind.REQUESTS;
                    case "tokens" -> Kind.TOKENS;
                    case "input-tokens" -> Kind.INPUT_TOKENS;
                    case "output-tokens" -> Kind.OUTPUT_TOKENS;
                    default -> null;
                };
        if (kind != null) {
            found.merge(kind, Parts.NONE.with(part, value), (old, next) -> old.with(part, value));
        }
    }

    /// The time until a reset, 0 or more; null when nobody understands it.
    static @Nullable Duration reset(String text, String date) {
        String trimmed = text.strip();
        if (SECONDS.matcher(trimmed).matches()) {
            return nanos(Double.parseDouble(trimmed) * 1e9);
        }
        Matcher parts = PARTS.matcher(trimmed);
        double sum = 0;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            sum += Double.parseDouble(parts.group(1)) * NANOS.getOrDefault(parts.group(2), 0.0);
            end = parts.end();
        }
        if (end > 0) {
            return end == trimmed.length() ? nanos(sum) : null;
        }
        return until(trimmed, date);
    }

    private static Duration nanos(double nanos) {
        return Duration.ofNanos((long) Math.min(nanos, MOST_NANOS));
    }

    /// Measured against the server's own clock, which is the one it set the date by.
    private static @Nullable Duration until(String instant, String date) {
        try {
            Instant now =
                    ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            Instant reset = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(instant, Instant::from);
            long seconds = ChronoUnit.SECONDS.between(now, reset);
            return nanos(Math.max(0, seconds) * 1e9);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /// The texts of one limit; null where a header is missing.
    private record Parts(
            @Nullable String limit, @Nullable String remaining, @Nullable String reset) {

        static final Parts NONE = new Parts(null, null, null);

        Parts with(String part, String value) {
            return switch (part) {
                case "limit" -> new Parts(value, remaining, reset);
                case "remaining" -> new Parts(limit, value, reset);
                case "reset" -> new Parts(limit, remaining, value);
                default -> this;
            };
        }

        @Nullable Quota quota(Kind kind, String date) {
            long most = number(limit);
            long left = number(remaining);
            if (most < 1 || left < 0) {
                return null;
            }
            Duration until = reset == null ? null : RateHeaders.reset(reset, date);
            return new Quota(kind, most, Math.min(left, most), until == null ? USUAL_RESET : until);
        }

        /// -1 for what is no number in bounds.
        private static long number(@Nullable String text) {
            if (text == null || !NUMBER.matcher(text.strip()).matches()) {
                return -1;
            }
            long number = Long.parseLong(text.strip());
            return number <= MOST ? number : -1;
        }
    }
}
