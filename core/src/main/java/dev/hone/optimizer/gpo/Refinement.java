package dev.hone.optimizer.gpo;

/// How the optimizer model gets to a new prompt (paper, "Update Method").
public enum Refinement {
    /// It modifies the current prompt.
    EDITING,
    /// It writes a new prompt; the paper's better choice.
    GENERATION
}
