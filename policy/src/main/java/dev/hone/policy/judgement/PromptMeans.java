package dev.hone.policy.judgement;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;

import java.util.Map;

/// How good each prompt is over all queries.
final class PromptMeans {

    private PromptMeans() {}

    /// Mean over the queries it was tried on, each weighing the same.
    static Map<Prompt, Double> of(OfflineDataset data) {
        return data.experiences().stream()
                .collect(groupingBy(Experience::prompt, averagingDouble(Experience::score)));
    }
}
