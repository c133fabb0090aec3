package dev.hone.policy.loop;

import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;

/// Told how the loops go, in order, on their own thread. Cannot change them; an exception it throws
/// ends them.
public interface LoopListener {

    /// The target model has been asked; training begins.
    ///
    /// @param loop from 2
    default void collected(int loop, Collected collected) {}

    /// An epoch of a loop's training is over.
    default void epoch(int loop, EpochLosses losses) {}

    /// A loop is over.
    ///
    /// @param policy that came of it
    default void completed(LoopReport report, Policy policy) {}
}
