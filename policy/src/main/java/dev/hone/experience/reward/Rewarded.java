package dev.hone.experience.reward;

import dev.hone.experience.Experience;

/// An experience and what it is worth.
///
/// @param reward raw, in the units of its [Reward]
/// @param likelihoodCounted whether the likelihood of the right answer is part of it
public record Rewarded(Experience experience, double reward, boolean likelihoodCounted) {

    public Rewarded {
        if (!Double.isFinite(reward)) {
            throw new IllegalArgumentException("reward (" + reward + ") must be finite.");
        }
    }
}
