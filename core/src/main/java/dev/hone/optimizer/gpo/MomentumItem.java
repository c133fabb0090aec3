package dev.hone.optimizer.gpo;

/// What is remembered of every step.
public enum MomentumItem {
    /// The selected prompt and its score.
    PROMPT,
    /// The reflection on the current prompt's mistakes; needs reflection to be on.
    REFLECTION
}
