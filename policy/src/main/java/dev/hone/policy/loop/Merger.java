package dev.hone.policy.loop;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.experience.Experience;
import dev.hone.experience.Query;
import dev.hone.experience.reward.Rewarded;
import dev.hone.experience.reward.RewardedDataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// Adds what a loop found to what is known: duplicates are left out, rewards that the frozen scale
/// does not keep are left out, the rest is appended (QPO §4, 5 and 6).
final class Merger {

    private final RewardedDataset known;
    private final LoopSettings settings;

    Merger(RewardedDataset known, LoopSettings settings) {
        this.known = known;
        this.settings = settings;
    }

    Merged merge(Collected collected) {
        List<RewardedDataset.Row> rows = rewarded(collected);
        Set<Object> seen = new HashSet<>();
        if (!settings.faithful()) {
            known.rows().forEach(row -> seen.add(pair(row)));
        }
        List<RewardedDataset.Row> union = new ArrayList<>(known.rows());
        int duplicates = 0;
        int dropped = 0;
        double sum = 0;
        for (RewardedDataset.Row row : rows) {
            sum += row.rewarded().reward();
            if (!seen.add(settings.faithful() ? row : pair(row))) {
                duplicates++;
            } else if (known.scale().keeps(row.rewarded().reward())) {
                union.add(row);
            } else {
                dropped++;
            }
        }
        int added = union.size() - known.rows().size();
        RewardedDataset all =
                new RewardedDataset(
                        union,
                        known.scale(),
                        known.dropped() + dropped,
                        known.withoutLikelihood() + added);
        return new Merged(all, added, dropped, duplicates, rows.isEmpty() ? 0 : sum / rows.size());
    }

    /// The task-level part of a reward is the score of the batch: no prompt of it was tried on
    /// other queries.
    private List<RewardedDataset.Row> rewarded(Collected collected) {
        Map<Prompt, Integer> written = collected.written();
        List<RewardedDataset.Row> rows = new ArrayList<>();
        for (MixedEvaluation batch : collected.batches()) {
            for (int i = 0; i < batch.outcomes().size(); i++) {
                if (batch.outcomes().get(i) instanceof Outcome.Scored scored) {
                    Prompt prompt = batch.prompts().get(i);
                    String text = scored.example().input();
                    int times = written.getOrDefault(prompt, 1);
                    Experience experience =
                            new Experience(
                                    new Query(Digest.of(text).hex(), text),
                                    prompt,
                                    List.of(scored.score()),
                                    OptionalDouble.empty(),
                                    (double) times / collected.asked());
                    Rewarded rewarded = settings.reward().of(experience, batch.score());
                    double normalised = known.scale().normalised(rewarded.reward());
                    rows.add(new RewardedDataset.Row(rewarded, normalised));
                }
            }
        }
        return rows;
    }

    /// By text: data sets name their queries each in its own way.
    private static Object pair(RewardedDataset.Row row) {
        Query query = row.experience().query();
        return List.of(query.text(), row.experience().prompt().text());
    }

    /// What came of it.
    ///
    /// @param added new rows that were kept
    /// @param dropped new rows whose reward is not good enough
    /// @param duplicates rows that were known
    /// @param meanReward of all that were scored, in the reward's units; 0 without any
    record Merged(
            RewardedDataset rows, int added, int dropped, int duplicates, double meanReward) {}
}
