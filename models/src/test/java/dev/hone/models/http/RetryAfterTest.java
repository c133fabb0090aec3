package dev.hone.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource({"5, 5000", "0.25, 250", "-3, 0", "1e300, 1000000000000"})
    void secondsAreUnderstood(String header, long millis) {
        assertThat(RetryAfter.in(headers(Map.of("Retry-After", header)), ""))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void millisecondsAreMoreExactThanSeconds() {
        HttpHeaders headers = headers(Map.of("retry-after-ms", "1500", "retry-after", "2"));

        assertThat(RetryAfter.in(headers, "")).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aDateIsMeasuredAgainstTheServersClock() {
        HttpHeaders headers =
                headers(
                        Map.of(
                                "Retry-After", "Fri, 31 Dec 2021 23:59:59 GMT",
                                "Date", "Fri, 31 Dec 2021 23:59:29 GMT"));

        assertThat(RetryAfter.in(headers, "")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void googleSaysItInTheBody() {
        String body = "{\"error\":{\"details\":[{\"retryDelay\": \"34s\"}]}}";

        assertThat(RetryAfter.in(headers(Map.of()), body)).isEqualTo(Duration.ofSeconds(34));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "NaN", "Fri, 31 Dec 2021 23:59:59 GMT"})
    void anythingElseIsUnknown(String header) {
        assertThat(RetryAfter.in(headers(Map.of("Retry-After", header)), "")).isNull();
    }

    private static HttpHeaders headers(Map<String, String> values) {
        return HttpHeaders.of(
                values.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                (name, value) -> true);
    }
}
