package dev.hone.experience.reward;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.PromptAverages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a policy is trained on: the experiences that are good enough, with their scaled rewards,
/// and how they were chosen. Immutable.
///
/// @param rows in the data set's order, at most one for a query under a prompt
/// @param scale of all rows; later loops keep it
/// @param dropped how many experiences were not good enough
/// @param withoutLikelihood how many of the rows have a reward without a likelihood
public record RewardedDataset(
        List<Row> rows, RewardScale scale, int dropped, int withoutLikelihood) {

    public RewardedDataset {
        rows = List.copyOf(rows);
    }

    /// The experiences whose reward the scale keeps.
    ///
    /// @param averages from before any filter
    public static RewardedDataset of(
            OfflineDataset dataset, PromptAverages averages, Reward reward, RewardScale scale) {
        return of(rewarded(dataset, averages, reward), scale);
    }

    /// As above, with the [scale that keeps a share][RewardScale#keeping] of the experiences.
    ///
    /// @throws dev.hone.InputException when all rewards are alike
    public static RewardedDataset keeping(
            double share, OfflineDataset dataset, PromptAverages averages, Reward reward) {
        List<Rewarded> all = rewarded(dataset, averages, reward);
        double[] rewards = all.stream().mapToDouble(Rewarded::reward).toArray();
        return of(all, RewardScale.keeping(share, rewards));
    }

    /// These rows, then those of the other that are new by query and prompt (QPO §1: the union of a
    /// loop).
    ///
    /// @throws IllegalArgumentException when the scales differ
    public RewardedDataset plus(RewardedDataset other) {
        if (!scale.equals(other.scale)) {
            throw new IllegalArgumentException(
                    "Rewards on the scales " + scale + " and " + other.scale + " do not mix.");
        }
        Set<Pair> known = new HashSet<>();
        List<Row> union = new ArrayList<>();
        for (List<Row> part : List.of(rows, other.rows)) {
            for (Row row : part) {
                if (known.add(Pair.of(row.experience()))) {
                    union.add(row);
                }
            }
        }
        return new RewardedDataset(
                union, scale, dropped + other.dropped, countWithoutLikelihood(union));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private static List<Rewarded> rewarded(
            OfflineDataset dataset, PromptAverages averages, Reward reward) {
        return dataset.experiences().stream()
                .map(experience -> reward.of(experience, averages))
                .toList();
    }

    private static RewardedDataset of(List<Rewarded> all, RewardScale scale) {
        List<Row> kept =
                all.stream()
                        .filter(rewarded -> scale.keeps(rewarded.reward()))
                        .map(rewarded -> new Row(rewarded, scale.normalised(rewarded.reward())))
                        .toList();
        return new RewardedDataset(
                kept, scale, all.size() - kept.size(), countWithoutLikelihood(kept));
    }

    private static int countWithoutLikelihood(List<Row> rows) {
        return (int) rows.stream().filter(row -> !row.rewarded().likelihoodCounted()).count();
    }

    /// One experience to learn from.
    ///
    /// @param normalised R', what the policy is conditioned on
    public record Row(Rewarded rewarded, double normalised) {

        public Experience experience() {
            return rewarded.experience();
        }
    }

    private record Pair(String query, Prompt prompt) {

        static Pair of(Experience experience) {
            return new Pair(experience.query().id(), experience.prompt());
        }
    }
}
