package dev.hone.policy.loop;

import dev.hone.experience.reward.Reward;
import dev.hone.policy.Writing;
import dev.hone.policy.learning.Learner;

import java.util.OptionalInt;

/// How the loops go. What is faithful follows the released code where Hone departs from it (QPO
/// §8):
///
/// | | default | faithful |
/// |---|---|---|
/// | queries of consecutive loops | drawn from seeds of their own | nine of ten batches alike |
/// | queries of one loop | each in one batch at most | batches drawn one by one, so they overlap |
/// | duplicates left out | rows with a known query and prompt | rows equal to a new one |
/// | R' | within [0, 110] | as it comes |
/// | text after the end of a prompt | never written | part of the prompt |
///
/// @param loops in all, the training from the start counted as the first; at least 1
/// @param batches of queries in a loop, at least 1
/// @param queries in a batch, at least 1; fewer where the data have fewer
/// @param reward of what is collected, and of what the first training learned from
/// @param writing how prompts are written that are to be tried
/// @param faithful as in the table
/// @param epochs of each training after the first; empty for the profile's
public record LoopSettings(
        int loops,
        int batches,
        int queries,
        Reward reward,
        Writing writing,
        boolean faithful,
        OptionalInt epochs) {

    /// Hone's own: 3 loops of 10 batches of 100 queries, as the paper, and Hone's reward.
    public static final LoopSettings DEFAULTS =
            new LoopSettings(
                    3, 10, 100, Learner.QUERY_REWARD, Writing.SAMPLED, false, OptionalInt.empty());

    /// The released code's, with the paper's reward.
    public static final LoopSettings FAITHFUL =
            new LoopSettings(
                    3,
                    10,
                    100,
                    Reward.ZeroShot.PAPER,
                    Writing.SAMPLED_FAITHFUL,
                    true,
                    OptionalInt.empty());

    public LoopSettings {
        require("loops", loops);
        require("batches", batches);
        require("queries", queries);
    }

    public LoopSettings withLoops(int value) {
        return new LoopSettings(value, batches, queries, reward, writing, faithful, epochs);
    }

    public LoopSettings withQueries(int newBatches, int inEach) {
        return new LoopSettings(loops, newBatches, inEach, reward, writing, faithful, epochs);
    }

    public LoopSettings withReward(Reward value) {
        return new LoopSettings(loops, batches, queries, value, writing, faithful, epochs);
    }

    public LoopSettings withEpochs(OptionalInt value) {
        return new LoopSettings(loops, batches, queries, reward, writing, faithful, value);
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " (" + value + ") must be at least 1.");
        }
    }
}
