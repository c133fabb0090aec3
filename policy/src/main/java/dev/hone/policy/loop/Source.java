package dev.hone.policy.loop;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.PromptAverages;
import dev.hone.experience.reward.RewardScale;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.policy.TrainingBasis;

import java.util.List;
import java.util.Set;

/// What the loops go on from: the first data set of QPO.
///
/// @param rows the demonstrations the first policy was trained on; their scale is that of all loops
/// @param prompts all that were tried, good or not
/// @param setAside [digests][dev.hone.experience.Query#digest] of queries that are never asked,
///   because something is measured on them
public record Source(RewardedDataset rows, List<Prompt> prompts, Set<Digest> setAside) {

    public Source {
        prompts = List.copyOf(prompts);
        setAside = Set.copyOf(setAside);
    }

    /// Rewards the experiences and keeps the good ones.
    ///
    /// @param training what the first policy was trained on, before any filter
    /// @param setAside queries that it was not trained on
    /// @param keep about which share is good enough, in (0, 1]
    /// @throws dev.hone.InputException when all rewards are alike
    public static Source of(
            OfflineDataset training, OfflineDataset setAside, double keep, LoopSettings settings) {
        RewardScale scale =
                RewardedDataset.keeping(
                                keep, training, PromptAverages.of(training), settings.reward())
                        .scale();
        return of(training, setAside, scale, TrainingBasis.digests(setAside), settings);
    }

    /// As the first policy was trained: on its scale where the reward is the same, and without the
    /// queries that it knows to be set aside.
    ///
    /// @param data all that is known, before any filter
    /// @param keep as above, for another reward
    /// @throws InputException when nothing is left to go on from
    public static Source of(
            OfflineDataset data, TrainingBasis basis, double keep, LoopSettings settings) {
        OfflineDataset training = data.where(query -> !basis.isSetAside(query));
        OfflineDataset setAside = data.where(basis::isSetAside);
        if (training.isEmpty()) {
            throw new InputException(
                    "All scores to go on from are of queries that were set aside when the policy"
                            + " was trained. Give those it was trained on.");
        }
        boolean same = basis.reward().reward().equals(settings.reward());
        RewardScale scale =
                same ? basis.scale() : of(training, setAside, keep, settings).rows().scale();
        return of(training, setAside, scale, basis.setAside(), settings);
    }

    private static Source of(
            OfflineDataset training,
            OfflineDataset setAside,
            RewardScale scale,
            Set<Digest> digests,
            LoopSettings settings) {
        RewardScale clipped =
                settings.faithful() ? scale.faithful() : RewardScale.of(scale.min(), scale.max());
        RewardedDataset rows =
                RewardedDataset.of(
                        training, PromptAverages.of(training), settings.reward(), clipped);
        return new Source(rows, training.plus(setAside).prompts(), digests);
    }
}
