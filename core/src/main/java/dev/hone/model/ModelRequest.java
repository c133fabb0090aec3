package dev.hone.model;

import dev.hone.Digest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Everything that can change an answer.
///
/// @param messages the conversation, oldest first, ending with the user's turn
/// @param samples how many independent completions are wanted (`n` of the OpenAI protocol), at
///   least 1
/// @param seed for sampling; part of the request's identity even where the provider ignores it, so
///   that two requests that differ only in their seed are two draws. Null where one draw serves
///   all.
public record ModelRequest(
        ModelSettings settings, List<Message> messages, int samples, @Nullable Long seed) {

    public ModelRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages must not be empty.");
        }
        if (samples < 1) {
            throw new IllegalArgumentException("samples (" + samples + ") must be at least 1.");
        }
    }

    /// One completion, no seed.
    public static ModelRequest of(ModelSettings settings, List<Message> messages) {
        return new ModelRequest(settings, messages, 1, null);
    }

    /// Covers every field: requests with equal digests have equal answers.
    public Digest digest() {
        List<String> parts = new ArrayList<>();
        parts.add("request 1");
        parts.add(settings.model());
        parts.add(String.valueOf(settings.temperature()));
        parts.add(String.valueOf(settings.maxTokens()));
        parts.add(String.valueOf(settings.topP()));
        parts.add(Integer.toString(settings.stop().size()));
        parts.addAll(settings.stop());
        parts.add(Boolean.toString(settings.logProbabilities()));
        parts.add(Integer.toString(samples));
        parts.add(String.valueOf(seed));
        for (Message message : messages) {
            parts.add(message.role().name());
            parts.add(message.text());
        }
        return Digest.of(parts.toArray(String[]::new));
    }
}
