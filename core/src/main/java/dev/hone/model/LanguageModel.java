package dev.hone.model;

/// Answers a request. Implementations are thread-safe and may block; callers use virtual threads.
@FunctionalInterface
public interface LanguageModel {

    /// The model's answer, with exactly `request.samples()` completions.
    ///
    /// A model may give only one completion to a request. Then several are an
    /// `IllegalArgumentException`, and `dev.hone.limit.SamplingModel` before it asks one by one.
    ///
    /// @throws ModelException when there is no answer; its type says whether asking again can help
    ModelResponse generate(ModelRequest request);
}
