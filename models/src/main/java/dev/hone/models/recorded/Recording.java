package dev.hone.models.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.InputException;
import dev.hone.model.Message;
import dev.hone.model.TokenUsage;

import java.util.ArrayList;
import java.util.List;

/// One line of a recording.
///
/// @param completions at least one
record Recording(List<Message> messages, List<String> completions, TokenUsage usage) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// @param where file and line, for messages
    static Recording parse(String line, String where) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new InputException(where + ": not JSON: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject()) {
            throw new InputException(where + ": a line must be a JSON object.");
        }
        return new Recording(messages(node, where), completions(node, where), usage(node, where));
    }

    private static List<Message> messages(JsonNode node, String where) {
        checkOneOf(node, "messages", "prompt", where);
        if (node.has("prompt")) {
            return List.of(Message.user(text(node, "prompt", where)));
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : list(node, "messages", where)) {
            messages.add(new Message(role(message, where), text(message, "content", where)));
        }
        return List.copyOf(messages);
    }

    private static List<String> completions(JsonNode node, String where) {
        checkOneOf(node, "completions", "completion", where);
        if (node.has("completion")) {
            return List.of(text(node, "completion", where));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode completion : list(node, "completions", where)) {
            if (!completion.isTextual()) {
                throw new InputException(
                        where + ": completions must be texts, but one is " + completion + ".");
            }
            texts.add(completion.textValue());
        }
        return texts;
    }

    private static TokenUsage usage(JsonNode node, String where) {
        JsonNode usage = node.path("usage");
        if (usage.isMissingNode() || usage.isNull()) {
            return TokenUsage.UNKNOWN;
        }
        JsonNode input = usage.path("inputTokens");
        JsonNode output = usage.path("outputTokens");
        if (!isCount(input) || !isCount(output)) {
            throw new InputException(
                    where
                            + ": usage must have inputTokens and outputTokens, whole numbers of 0"
                            + " or more, but is "
                            + usage
                            + ".");
        }
        return new TokenUsage(input.longValue(), output.longValue());
    }

    private static boolean isCount(JsonNode number) {
        return number.isIntegralNumber() && number.longValue() >= 0;
    }

    private static Message.Role role(JsonNode message, String where) {
        String role = text(message, "role", where);
        return switch (role) {
            case "system", "developer" -> Message.Role.SYSTEM;
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            default ->
                    throw new InputException(
                            where
                                    + ": role must be system, user or assistant, but is \""
                                    + role
                                    + "\".");
        };
    }

    private static void checkOneOf(JsonNode node, String many, String one, String where) {
        if (node.has(many) == node.has(one)) {
            throw new InputException(
                    where
                            + ": a line must have either \""
                            + many
                            + "\" or \""
                            + one
                            + "\", but has "
                            + (node.has(one) ? "both." : "neither."));
        }
    }

    private static JsonNode list(JsonNode node, String field, String where) {
        JsonNode list = node.path(field);
        if (!list.isArray() || list.isEmpty()) {
            throw new InputException(
                    where + ": " + field + " must be a list with at least one entry.");
        }
        return list;
    }

    private static String text(JsonNode node, String field, String where) {
        if (!node.path(field).isTextual()) {
            throw new InputException(
                    where
                            + ": "
                            + field
                            + " must be a text, but is "
                            + (node.has(field) ? node.path(field) : "missing")
                            + ".");
        }
        return node.path(field).textValue();
    }
}
