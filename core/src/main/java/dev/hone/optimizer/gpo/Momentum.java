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
    IMPORTANCE
}
