package dev.hone.limit;

import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import java.util.List;

/// Requests and answers that differ only in what a test is about.
final class Requests {

    private Requests() {}

    static ModelRequest of(String text, int maxTokens) {
        return ModelRequest.of(
                ModelSettings.of("model", 0, maxTokens), List.of(Message.user(text)));
    }

    static ModelRequest any() {
        return of("question", 10);
    }

    static ModelRequest withoutMaxTokens() {
        ModelSettings settings = new ModelSettings("model", null, null, null, List.of(), false);
        return ModelRequest.of(settings, List.of(Message.user("question")));
    }

    static ModelResponse answer(long inputTokens, long outputTokens) {
        return new ModelResponse(
                List.of(Completion.of("answer")), new TokenUsage(inputTokens, outputTokens));
    }
}
