package dev.hone.policy.loop;

import dev.hone.Prompt;
import dev.hone.evaluation.MixedEvaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one loop tried.
///
/// @param batches each with its queries, the prompts written for them, and what came of it; not
///   empty
public record Collected(List<MixedEvaluation> batches) {

    public Collected {
        batches = List.copyOf(batches);
    }

    /// Queries, each with one prompt, that the target model was asked.
    public int asked() {
        return batches.stream().mapToInt(batch -> batch.outcomes().size()).sum();
    }

    /// Those that got no answer; they have no score.
    public int failed() {
        return batches.stream().mapToInt(MixedEvaluation::failedCount).sum();
    }

    /// Mean score of those that did, in [0, 1]; 0 where none did.
    public double accuracy() {
        double sum = 0;
        int scored = 0;
        for (MixedEvaluation batch : batches) {
            sum += batch.score() * batch.scoredCount();
            scored += batch.scoredCount();
        }
        return scored == 0 ? 0 : sum / scored;
    }

    /// For how many queries each prompt was written.
    Map<Prompt, Integer> written() {
        Map<Prompt, Integer> counts = new HashMap<>();
        batches.forEach(
                batch -> batch.prompts().forEach(prompt -> counts.merge(prompt, 1, Integer::sum)));
        return counts;
    }
}
