package dev.hone.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.limit.rate.Quota;
import dev.hone.limit.rate.Quota.Kind;
import dev.hone.limit.rate.RateSignal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

class RateHeadersTest {

    private static final String DATE = "Fri, 02 Jan 2026 03:04:05 GMT";
    private static final List<String> NAMES =
            List.of(
                    "x-ratelimit-limit-requests",
                    "x-ratelimit-remaining-requests",
                    "x-ratelimit-reset-requests",
                    "x-ratelimit-limit-tokens",
                    "x-ratelimit-remaining-tokens",
                    "x-ratelimit-reset-tokens",
                    "anthropic-ratelimit-input-tokens-limit",
                    "anthropic-ratelimit-input-tokens-remaining",
                    "anthropic-ratelimit-input-tokens-reset",
                    "x-ratelimit-",
                    "anthropic-ratelimit-limit",
                    "date");

    private static HttpHeaders headers(Map<String, String> values) {
        Map<String, List<String>> all = new HashMap<>();
        values.forEach((name, value) -> all.put(name, List.of(value)));
        return HttpHeaders.of(all, (name, value) -> true);
    }

    @Test
    void openAiTellsRequestsAndTokens() {
        RateSignal signal =
                RateHeaders.read(
                        200,
                        headers(
                                Map.of(
                                        "x-ratelimit-limit-requests", "60",
                                        "X-RateLimit-Remaining-Requests", "59",
                                        "x-ratelimit-reset-requests", "1s",
                                        "x-ratelimit-limit-tokens", "150000",
                                        "x-ratelimit-remaining-tokens", "149984",
                                        "x-ratelimit-reset-tokens", "6m0s")));
        assertThat(signal.quotas())
                .containsExactly(
                        new Quota(Kind.REQUESTS, 60, 59, Duration.ofSeconds(1)),
                        new Quota(Kind.TOKENS, 150_000, 149_984, Duration.ofMinutes(6)));
        assertThat(signal.overloaded()).isFalse();
    }

    @Test
    void anthropicTellsInputAndOutputAndResetsAsDates() {
        RateSignal signal =
                RateHeaders.read(
                        200,
                        headers(
                                Map.of(
                                        "date", DATE,
                                        "anthropic-ratelimit-input-tokens-limit", "50000",
                                        "anthropic-ratelimit-input-tokens-remaining", "49000",
                                        "anthropic-ratelimit-input-tokens-reset",
                                                "2026-01-02T03:04:35Z",
                                        "anthropic-ratelimit-output-tokens-limit", "10000",
                                        "anthropic-ratelimit-output-tokens-remaining", "0",
                                        "anthropic-ratelimit-output-tokens-reset",
                                                "2026-01-02T04:04:00+01:00")));
        assertThat(signal.quotas())
                .containsExactly(
                        new Quota(Kind.INPUT_TOKENS, 50_000, 49_000, Duration.ofSeconds(30)),
                        new Quota(Kind.OUTPUT_TOKENS, 10_000, 0, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "6m0s, 360000",
        "1s, 1000",
        "20ms, 20",
        "1h2m3.5s, 3723500",
        "59.5, 59500",
        "0s, 0",
        "1d, 86400000",
        "500us, 0"
    })
    void resetsAreDurations(String text, long millis) {
        Duration reset = RateHeaders.reset(text, "");
        assertThat(reset == null ? -1 : reset.toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1s soon", "s", "-1s", "1e9", "NaN", "2026-01-02", "1x"})
    void otherResetsAreNotUnderstood(String text) {
        assertThat(RateHeaders.reset(text, DATE)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "0, 0", "abc, 5", "60, -1", "60,", "99999999999999, 1", "1e3, 1", "60, ½"})
    void numbersOutOfBoundsAreNotThere(String limit, String remaining) {
        Map<String, String> values = new HashMap<>();
        values.put("x-ratelimit-limit-requests", limit);
        values.put("x-ratelimit-remaining-requests", remaining == null ? "" : remaining);
        assertThat(RateHeaders.read(200, headers(values)).saysNothing()).isTrue();
    }

    @Test
    void moreLeftThanThereCanBeIsAllOfIt() {
        Map<String, String> values =
                Map.of(
                        "x-ratelimit-limit-requests", "10",
                        "x-ratelimit-remaining-requests", "11");
        assertThat(RateHeaders.read(200, headers(values)).quotas())
                .containsExactly(new Quota(Kind.REQUESTS, 10, 10, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource({"200, false", "429, false", "500, false", "503, true", "529, true"})
    void someStatusesSayOverload(int status, boolean overloaded) {
        assertThat(RateHeaders.read(status, headers(Map.of())).overloaded()).isEqualTo(overloaded);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverHeadersSayIsBoundedQuotasOrNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            Map<String, String> values = new HashMap<>();
            for (String name : NAMES) {
                if (random.nextBoolean()) {
                    values.put(name, any(random));
                }
            }
            RateSignal signal = RateHeaders.read(200, headers(values));
            assertThat(signal.quotas())
                    .allSatisfy(
                            quota -> assertThat(quota.limit()).isBetween(1L, 1_000_000_000_000L));
        }
    }

    private static String any(SplittableRandom random) {
        List<String> words =
                List.of(
                        "0",
                        "1",
                        "60",
                        "999999999999999",
                        "-",
                        ".",
                        "s",
                        "ms",
                        "m",
                        "h",
                        "e9",
                        "2026-01-02T03:04:05Z",
                        "+999999999-01-01T00:00:00Z",
                        "∞",
                        "\u0661",
                        " ",
                        DATE);
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(5); parts > 0; parts--) {
            text.append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }
}
