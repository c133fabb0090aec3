package dev.hone.policy.loop;

import dev.hone.policy.EpochLosses;

import java.util.List;

/// What one loop came to.
///
/// @param loop from 2; loop 1 is the training from the start
/// @param asked queries that a prompt was written and the target model asked for
/// @param failed of them without an answer: they have no score and enter nothing
/// @param duplicates of those answered that were known already
/// @param dropped of those new whose reward is not good enough
/// @param added of those new that are
/// @param rows that the policy was trained on in this loop, `added` among them
/// @param accuracy mean score of those answered, in [0, 1]
/// @param meanReward of those answered, in the reward's units; 0 without any
/// @param distinctPrompts different prompts that were written
/// @param copied share of the queries whose prompt, to the character, is one of the source or was
///   learned from in a loop before, in [0, 1]
/// @param losses of the epochs of this loop's training
public record LoopReport(
        int loop,
        int asked,
        int failed,
        int duplicates,
        int dropped,
        int added,
        int rows,
        double accuracy,
        double meanReward,
        int distinctPrompts,
        double copied,
        List<EpochLosses> losses) {

    public LoopReport {
        losses = List.copyOf(losses);
    }
}
