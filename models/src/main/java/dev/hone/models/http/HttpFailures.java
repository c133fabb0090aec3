package dev.hone.models.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.model.ModelException;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Says what a failed HTTP call means for asking again, in words for the person who can mend it.
public final class HttpFailures {

    private static final int LONGEST_EXCERPT = 300;
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    /// Reasons in an error body that make every further request fail alike, whatever the status.
    private static final Set<String> HOPELESS =
            Set.of(
                    "insufficient_quota",
                    "invalid_api_key",
                    "api_key_invalid",
                    "model_not_found",
                    "unsupported_parameter",
                    "unsupported_value",
                    "billing_not_active");

    private HttpFailures() {}

    static ModelException ofStatus(
            Endpoint endpoint, int status, HttpHeaders headers, byte[] bytes) {
        String body = new String(bytes, StandardCharsets.UTF_8);
        JsonNode error = Json.treeOrMissing(bytes).path("error");
        String said = endpoint + " answered " + status + ": " + excerpt(endpoint, error, body);
        if (isHopeless(error, body)) {
            return new ModelException.Refused(said + advice(endpoint, status), null);
        }
        return switch (status) {
            case 401, 402, 403, 404, 405 ->
                    new ModelException.Refused(said + advice(endpoint, status), null);
            case 408, 409, 425, 429 ->
                    new ModelException.Transient(
                            said, RetryAfter.in(headers, body), status == 429, null);
            default -> ofOtherStatus(endpoint, status, headers, body, said);
        };
    }

    /// An error that came with status 200, as some gateways send it.
    ///
    /// @param error the `error` object of the body
    public static ModelException ofBody(Endpoint endpoint, JsonNode error, byte[] body) {
        int status = error.path("code").asInt(502);
        return ofStatus(endpoint, status >= 400 ? status : 502, NO_HEADERS, body);
    }

    static ModelException ofTimeout(Endpoint endpoint, Duration timeout) {
        return new ModelException.Transient(
                endpoint + " gave no whole answer within " + timeout.toMillis() + " ms.", null);
    }

    static ModelException ofBrokenCall(Endpoint endpoint, Throwable cause) {
        String variable = " (" + endpoint.urlVariable() + ")";
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException
                    || each instanceof UnknownHostException) {
                return new ModelException.Refused(
                        "The host of " + endpoint + variable + " is unknown.", null);
            }
        }
        if (cause instanceof ConnectException) {
            return new ModelException.Transient(
                    "Nobody listens for " + endpoint + variable + ".", cause);
        }
        return new ModelException.Transient(
                "The connection to "
                        + endpoint
                        + " broke: "
                        + Secrets.hiddenIn(cause.toString(), endpoint.key()),
                Secrets.ifClean(cause));
    }

    /// An answer of status 200 that is not what it should be.
    public static ModelException ofGarbledAnswer(Endpoint endpoint, String what) {
        return new ModelException.Transient(
                endpoint + " gave a garbled answer: " + what + ".", null);
    }

    private static ModelException ofOtherStatus(
            Endpoint endpoint, int status, HttpHeaders headers, String body, String said) {
        if (status >= 500) {
            return new ModelException.Transient(said, RetryAfter.in(headers, body), false, null);
        }
        if (status < 400) {
            return new ModelException.Refused(
                    said + " Set " + endpoint.urlVariable() + " to the address it points to.",
                    null);
        }
        return new ModelException.Rejected(said, null);
    }

    private static boolean isHopeless(JsonNode error, String body) {
        // Whoever does not give several completions gives one.
        if (error.path("param").asText().equals("n")) {
            return false;
        }
        return HOPELESS.contains(error.path("code").asText().toLowerCase(Locale.ROOT))
                || HOPELESS.contains(error.path("type").asText().toLowerCase(Locale.ROOT))
                || body.contains("\"API_KEY_INVALID\"")
                || error.path("message").asText().contains("credit balance is too low");
    }

    private static String advice(Endpoint endpoint, int status) {
        if (status == 404 || status == 405) {
            return " Check the model's name and " + endpoint.urlVariable() + ".";
        }
        return endpoint.keyVariable() == null
                ? ""
                : " Check " + endpoint.keyVariable() + " and what it is allowed to use.";
    }

    private static String excerpt(Endpoint endpoint, JsonNode error, String body) {
        String message = error.isTextual() ? error.asText() : error.path("message").asText(body);
        String line = Secrets.hiddenIn(message, endpoint.key()).replaceAll("\\s+", " ").strip();
        if (line.isEmpty()) {
            return "(no message)";
        }
        if (line.length() <= LONGEST_EXCERPT) {
            return line;
        }
        boolean splitsCharacter = Character.isHighSurrogate(line.charAt(LONGEST_EXCERPT - 1));
        return line.substring(0, splitsCharacter ? LONGEST_EXCERPT - 1 : LONGEST_EXCERPT) + "…";
    }
}
