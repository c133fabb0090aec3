package dev.hone.policy;

import dev.hone.Prompt;
import dev.hone.experience.Query;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// What to train a policy on, and how.
///
/// @param data the demonstrations, not empty
/// @param queries of which the vocabulary is taken besides those of the demonstrations
/// @param prompts that must be writable besides those of the demonstrations
/// @param profile `tiny`, `small` or `paper`
/// @param epochs other than the profile's
/// @param rewardTerm whether the loss has its reward term (QPO §3.3)
/// @param conditioned whether the policy is told the rewards; without, every demonstration has the
///   same one and the policy clones behaviour
/// @param pretrained folder of a GPT-2 to start from; null for the profile's own start
/// @param from a policy to go on from, as in loops 2 and later; null to start anew
public record TrainingPlan(
        RewardedDataset data,
        List<Query> queries,
        List<Prompt> prompts,
        String profile,
        OptionalInt epochs,
        boolean rewardTerm,
        boolean conditioned,
        @Nullable Path pretrained,
        @Nullable Policy from,
        RandomStreams random) {

    public TrainingPlan {
        queries = List.copyOf(queries);
        prompts = List.copyOf(prompts);
    }

    /// A plan without deviations.
    public static TrainingPlan of(
            RewardedDataset data,
            List<Query> queries,
            List<Prompt> prompts,
            String profile,
            RandomStreams random) {
        return new TrainingPlan(
                data,
                queries,
                prompts,
                profile,
                OptionalInt.empty(),
                true,
                true,
                null,
                null,
                random);
    }

    public TrainingPlan withEpochs(int value) {
        return new TrainingPlan(
                data,
                queries,
                prompts,
                profile,
                OptionalInt.of(value),
                rewardTerm,
                conditioned,
                pretrained,
                from,
                random);
    }

    public TrainingPlan withPretrained(@Nullable Path folder) {
        return new TrainingPlan(
                data,
                queries,
                prompts,
                profile,
                epochs,
                rewardTerm,
                conditioned,
                folder,
                from,
                random);
    }

    public TrainingPlan withFrom(Policy policy) {
        return new TrainingPlan(
                data,
                queries,
                prompts,
                profile,
                epochs,
                rewardTerm,
                conditioned,
                pretrained,
                policy,
                random);
    }

    /// Control: L_prompt alone.
    public TrainingPlan withoutRewardTerm() {
        return new TrainingPlan(
                data,
                queries,
                prompts,
                profile,
                epochs,
                false,
                conditioned,
                pretrained,
                from,
                random);
    }

    /// Control: behaviour cloning.
    public TrainingPlan withoutRewards() {
        return new TrainingPlan(
                data, queries, prompts, profile, epochs, false, false, pretrained, from, random);
    }
}
