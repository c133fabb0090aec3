package dev.hone.policy.training;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.PromptAverages;
import dev.hone.experience.Query;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.learning.Learner;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A policy's training whose epochs take a moment, and of which there are no end.
final class Lessons {

    private Lessons() {}

    /// @param word in all prompts; others make other lessons
    static OfflineDataset data(String word) {
        List<Experience> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Query query = new Query("q" + i, (i % 2 == 0 ? "sort" : "sum") + " number " + i);
            for (int prompt = 0; prompt < 2; prompt++) {
                double score = prompt == i % 2 ? 1 : 0;
                rows.add(Experience.of(query, new Prompt(word + prompt), List.of(score)));
            }
        }
        return OfflineDataset.of(rows);
    }

    static TrainingPlan plan(String word, long seed, @Nullable Path checkpoint) {
        OfflineDataset data = data(word);
        RewardedDataset rewarded =
                RewardedDataset.keeping(0.5, data, PromptAverages.of(data), Learner.QUERY_REWARD);
        return TrainingPlan.of(rewarded, List.of(), List.of(), "tiny", new RandomStreams(seed))
                .with(
                        course ->
                                course.withEpochs(OptionalInt.of(1_000_000))
                                        .withCheckpoint(checkpoint));
    }
}
