package dev.hone.policy;

import dev.hone.Prompt;
import dev.hone.experience.Query;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.UnaryOperator;

/// What to train a policy on, and how.
///
/// @param data the demonstrations, not empty
/// @param queries of which the vocabulary is taken besides those of the demonstrations
/// @param prompts that must be writable besides those of the demonstrations
/// @param basis by what the demonstrations were chosen, for the note of the policy; null where that
///   has no name
/// @param from a policy to go on from, as in loops 2 and later; null to start anew
public record TrainingPlan(
        RewardedDataset data,
        List<Query> queries,
        List<Prompt> prompts,
        TrainingCourse course,
        @Nullable TrainingBasis basis,
        @Nullable Policy from,
        RandomStreams random) {

    public TrainingPlan {
        queries = List.copyOf(queries);
        prompts = List.copyOf(prompts);
    }

    /// A plan without deviations, from the start.
    public static TrainingPlan of(
            RewardedDataset data,
            List<Query> queries,
            List<Prompt> prompts,
            String profile,
            RandomStreams random) {
        TrainingCourse course = TrainingCourse.of(profile);
        return new TrainingPlan(data, queries, prompts, course, null, null, random);
    }

    /// The same on another course.
    public TrainingPlan with(UnaryOperator<TrainingCourse> change) {
        return new TrainingPlan(data, queries, prompts, change.apply(course), basis, from, random);
    }

    public TrainingPlan withBasis(@Nullable TrainingBasis value) {
        return new TrainingPlan(data, queries, prompts, course, value, from, random);
    }

    public TrainingPlan withFrom(Policy policy) {
        return new TrainingPlan(data, queries, prompts, course, basis, policy, random);
    }
}
