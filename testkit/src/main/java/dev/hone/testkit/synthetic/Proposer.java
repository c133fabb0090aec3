package dev.hone.testkit.synthetic;

import dev.hone.model.ModelRequest;

/// Plays the optimizer model.
@FunctionalInterface
interface Proposer {

    /// One answer; the same for the same request and sample.
    ///
    /// @param sample from 0
    String propose(ModelRequest request, int sample);

    static Proposer of(ResponseSurface surface) {
        return switch (surface) {
            case Skills skills -> new SyntheticProposer(skills);
            case Additive s -> new SentenceProposer(Wording.sentences(s.skills(), s.distractors()));
            case Interacting s ->
                    new SentenceProposer(Wording.sentences(s.skills(), s.distractors()));
            case Deceptive s -> SentenceProposer.of(s);
            case Noisy s -> new SentenceProposer(Wording.sentences(s.skills(), s.distractors()));
            case Recorded pool -> new PoolProposer(pool);
        };
    }
}
