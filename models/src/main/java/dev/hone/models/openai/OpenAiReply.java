package dev.hone.models.openai;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Completion.TokenLogProbability;
import dev.hone.model.ModelException;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;
import dev.hone.models.http.Endpoint;
import dev.hone.models.http.HttpFailures;
import dev.hone.models.http.Json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads answers of the OpenAI protocol.
final class OpenAiReply {

    private OpenAiReply() {}

    /// The answer with as many choices as it has, at least one, in the order of their index.
    ///
    /// @throws ModelException.Transient when the body is no answer
    /// @throws ModelException.Rejected when the provider withheld all of it
    static ModelResponse read(Endpoint endpoint, byte[] body) {
        JsonNode reply = Json.treeOrMissing(body);
        if (!reply.isObject()) {
            throw HttpFailures.ofGarbledAnswer(endpoint, "it is not a JSON object");
        }
        if (!reply.path("choices").isArray() && !reply.path("error").isMissingNode()) {
            throw HttpFailures.ofBody(endpoint, reply.path("error"), body);
        }
        List<JsonNode> choices = new ArrayList<>();
        reply.path("choices").forEach(choices::add);
        if (choices.isEmpty()) {
            throw HttpFailures.ofGarbledAnswer(endpoint, "it has no choices");
        }
        choices.sort(Comparator.comparingInt(choice -> choice.path("index").asInt(0)));
        List<Completion> completions = new ArrayList<>();
        for (JsonNode choice : choices) {
            completions.add(completion(endpoint, choice));
        }
        if (completions.stream().allMatch(OpenAiReply::isWithheld)) {
            throw new ModelException.Rejected(
                    endpoint + " withheld the answer (content filter).", null);
        }
        return new ModelResponse(completions, usage(reply.path("usage")));
    }

    private static Completion completion(Endpoint endpoint, JsonNode choice) {
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw HttpFailures.ofGarbledAnswer(endpoint, "a choice has no message");
        }
        String text = text(message.path("content"));
        if (text.isEmpty()) {
            text = message.path("refusal").asText("");
        }
        return new Completion(
                text,
                finishReason(choice.path("finish_reason").asText()),
                logProbabilities(choice.path("logprobs").path("content")));
    }

    /// A text, or a list of parts of which the texts count, or null.
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.isNull() ? "" : content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    private static FinishReason finishReason(String reason) {
        return switch (reason) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static List<TokenLogProbability> logProbabilities(JsonNode tokens) {
        List<TokenLogProbability> list = new ArrayList<>();
        for (JsonNode token : tokens) {
            if (token.path("logprob").isNumber()) {
                list.add(
                        new TokenLogProbability(
                                token.path("token").asText(), token.path("logprob").asDouble()));
            }
        }
        return list;
    }

    private static TokenUsage usage(JsonNode usage) {
        long input = usage.path("prompt_tokens").asLong(-1);
        long output = usage.path("completion_tokens").asLong(-1);
        return input >= 0 && output >= 0 ? new TokenUsage(input, output) : TokenUsage.UNKNOWN;
    }

    private static boolean isWithheld(Completion completion) {
        return completion.finishReason() == FinishReason.CONTENT_FILTER
                && completion.text().isEmpty();
    }
}
