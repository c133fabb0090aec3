package dev.hone.policy.generation;

/// In which way prompts are written; they differ where the released code departs from what the
/// policy was trained on (QPO §8, 4 and 5).
public enum Protocol {

    /// Slots without content are never attended to, and a prompt ends at its end of text, which is
    /// not part of what is returned.
    TRAINED,

    /// As the released code does: every prompt has as many tokens as there are slots, ends of text
    /// and whatever follows them included, and from the second token on the query's padding is
    /// attended to.
    FAITHFUL
}
