package dev.hone.optimizer.gpo;

/// Which part of the past is shown (paper, Table 2).
public enum Momentum {
    NONE,
    /// An LLM merges the last summary with the current result.
    SUMMARIZATION,
    /// The newest.
    RECENCY,
    /// The most similar to the current; GPO's choice.
    RELEVANCE,
    /// The best.
    IMPORTANCE;

    /// What is remembered of every step.
    public enum Item {
        /// The selected prompt and its score.
        PROMPT,
        /// The reflection on the current prompt's mistakes; needs reflection to be on.
        REFLECTION
    }
}
