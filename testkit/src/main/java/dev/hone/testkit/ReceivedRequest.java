package dev.hone.testkit;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.model.Message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A chat completion request as the [FaultServer] got it.
///
/// @param body the whole JSON document
/// @param headers by lower-case name, the first value of each
public record ReceivedRequest(JsonNode body, Map<String, String> headers) {

    public List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            Message.Role role =
                    Message.Role.valueOf(
                            message.path("role").asText("user").toUpperCase(Locale.ROOT));
            messages.add(new Message(role, message.path("content").asText()));
        }
        return messages;
    }

    /// `n`, 1 when it is missing.
    public int samples() {
        return body.path("n").asInt(1);
    }

    /// `max_completion_tokens` or `max_tokens`; null when both are missing.
    public @Nullable Integer maxTokens() {
        for (String field : List.of("max_completion_tokens", "max_tokens")) {
            if (body.path(field).isInt()) {
                return body.path(field).intValue();
            }
        }
        return null;
    }

    public @Nullable Long seed() {
        return body.path("seed").isIntegralNumber() ? body.path("seed").longValue() : null;
    }

    public boolean wantsLogProbabilities() {
        return body.path("logprobs").asBoolean(false);
    }
}
