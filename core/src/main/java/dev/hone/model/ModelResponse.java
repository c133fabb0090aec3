package dev.hone.model;

import java.util.List;

/// A model's answer.
///
/// @param completions as many as were asked for, in the provider's order
/// @param usage the tokens of the whole answer, all completions together
public record ModelResponse(List<Completion> completions, TokenUsage usage) {

    public ModelResponse {
        completions = List.copyOf(completions);
    }

    /// A single finished completion of unknown length.
    public static ModelResponse of(String text) {
        return new ModelResponse(List.of(Completion.of(text)), TokenUsage.UNKNOWN);
    }

    /// The text of the first completion.
    public String text() {
        return completions.getFirst().text();
    }
}
