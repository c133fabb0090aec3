package dev.hone.model;

import java.util.List;

/// Says how likely a model finds a given answer: what a [LanguageModel] can be besides, where it
/// shows the probabilities of text that it did not write. Implementations are thread-safe.
@FunctionalInterface
public interface ContinuationScorer {

    /// The tokens of the continuation, in order, each with its log-probability after the
    /// conversation and the tokens before it, at temperature 1. Their negative mean is the NLL of
    /// QPO's rewards.
    ///
    /// @param conversation oldest message first, ending with the user's turn
    /// @param continuation not empty
    /// @throws ModelException when there is no answer; its type says whether asking again can help
    List<Completion.TokenLogProbability> logProbabilities(
            List<Message> conversation, String continuation);
}
