package dev.hone.policy;

/// How a policy picks the next token of a prompt it writes.
public enum Writing {

    /// Always the likeliest (QPO §5.1): the same prompt for a query every time.
    GREEDY,

    /// One of the two likeliest, within a nucleus of 0.9, at temperature 1 (QPO §4): the
    /// exploration of a loop.
    SAMPLED
}
