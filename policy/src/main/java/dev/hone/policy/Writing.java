package dev.hone.policy;

/// How a policy picks the next token of a prompt it writes.
public enum Writing {

    /// Always the likeliest (QPO §5.1): the same prompt for a query every time.
    GREEDY,

    /// One of the two likeliest, within a nucleus of 0.9, at temperature 1 (QPO §4): the
    /// exploration of a loop.
    SAMPLED,

    /// As [#SAMPLED], in the way of the released code: writing does not stop at the end of a
    /// prompt, what follows it is part of the prompt, and padding of the query is attended to (QPO
    /// §5.1; §8, 4 and 5).
    SAMPLED_FAITHFUL
}
