package dev.hone.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a [FaultServer] does to one request.
public sealed interface Fault {

    /// Answers with an error status.
    ///
    /// @param headers sent besides the usual ones, for example `Retry-After`
    /// @param body sent as it is
    record Status(int code, Map<String, String> headers, String body) implements Fault {}

    /// Sends the right answer one byte at a time.
    ///
    /// @param pause before every byte
    record SlowBytes(Duration pause) implements Fault {}

    /// A fault without settings.
    enum Plain implements Fault {
        /// No fault: the right answer.
        NONE,
        /// Announces the whole answer, sends half of it, and closes the connection.
        BROKEN_CONNECTION,
        /// A complete response whose JSON ends in the middle.
        TRUNCATED_JSON,
        /// Well-formed JSON that is no chat completion.
        WRONG_JSON,
        /// A chat completion without choices.
        EMPTY_CHOICES,
        /// The right answer, but one choice whatever `n` says.
        IGNORES_N
    }

    Fault NONE = Plain.NONE;

    /// What happens to providers every day: the faults a [fault
    /// rate][FaultServer.Builder#faultRate] draws from.
    List<Fault> EVERYDAY =
            List.of(
                    tooManyRequests(),
                    status(500),
                    status(503),
                    Plain.BROKEN_CONNECTION,
                    Plain.TRUNCATED_JSON,
                    Plain.EMPTY_CHOICES);

    /// An error status with a body as OpenAI writes it.
    static Fault status(int code) {
        return new Status(code, Map.of(), error("injected", "Injected status " + code + "."));
    }

    /// 429 that does not say how long to wait.
    static Fault tooManyRequests() {
        return status(429);
    }

    /// 429 with a `Retry-After` header.
    ///
    /// @param retryAfter seconds or an HTTP date
    static Fault tooManyRequests(String retryAfter) {
        return new Status(
                429,
                Map.of("Retry-After", retryAfter),
                error("rate_limit_exceeded", "Too many requests."));
    }

    /// An error body as OpenAI writes it; neither text may need escaping.
    static String error(String code, String message) {
        return "{\"error\":{\"message\":\"%s\",\"type\":\"error\",\"code\":\"%s\"}}"
                .formatted(message, code);
    }
}
