package dev.hone.model;

import java.util.List;

/// One completion.
///
/// @param logProbabilities of the tokens of `text`, in order; empty when not asked for or not given
public record Completion(
        String text, FinishReason finishReason, List<TokenLogProbability> logProbabilities) {

    public Completion {
        logProbabilities = List.copyOf(logProbabilities);
    }

    public static Completion of(String text) {
        return new Completion(text, FinishReason.STOP, List.of());
    }

    /// Why a completion ended.
    public enum FinishReason {
        /// The model was done, or met a stop text.
        STOP,
        /// The token limit cut it off.
        LENGTH,
        /// The provider withheld text.
        CONTENT_FILTER,
        /// Anything else, and providers that do not say.
        OTHER
    }

    /// A token and the natural logarithm of its probability.
    public record TokenLogProbability(String token, double logProbability) {}
}
