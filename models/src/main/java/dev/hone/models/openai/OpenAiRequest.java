package dev.hone.models.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.models.http.Json;

import java.io.UncheckedIOException;

/// Writes requests of the OpenAI protocol, `POST /chat/completions`.
///
/// @param model the name the server knows the model by
/// @param tokenLimit the field that limits tokens: OpenAI's newer models refuse `max_tokens`, which
///   is all that many compatible servers know
record OpenAiRequest(String model, String tokenLimit) {

    byte[] body(ModelRequest request) {
        ModelSettings settings = request.settings();
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", model);
        ArrayNode messages = body.putArray("messages");
        for (Message message : request.messages()) {
            messages.addObject().put("role", role(message.role())).put("content", message.text());
        }
        if (settings.temperature() != null) {
            body.put("temperature", settings.temperature());
        }
        if (settings.maxTokens() != null) {
            body.put(tokenLimit, settings.maxTokens());
        }
        if (settings.topP() != null) {
            body.put("top_p", settings.topP());
        }
        if (!settings.stop().isEmpty()) {
            settings.stop().forEach(body.putArray("stop")::add);
        }
        if (settings.logProbabilities()) {
            body.put("logprobs", true);
        }
        if (request.samples() > 1) {
            body.put("n", request.samples());
        }
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String role(Message.Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }
}
