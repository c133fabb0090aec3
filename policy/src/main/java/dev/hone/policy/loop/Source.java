package dev.hone.policy.loop;

import dev.hone.Prompt;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.PromptAverages;
import dev.hone.experience.Query;
import dev.hone.experience.reward.RewardScale;
import dev.hone.experience.reward.RewardedDataset;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the loops go on from: the first data set of QPO.
///
/// @param rows the demonstrations the first policy was trained on; their scale is that of all loops
/// @param prompts all that were tried, good or not
/// @param setAside texts of queries that are never asked, [normalised][Query#normalised], because
///   something is measured on them
public record Source(RewardedDataset rows, List<Prompt> prompts, Set<String> setAside) {

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
        PromptAverages averages = PromptAverages.of(training);
        RewardedDataset rows = RewardedDataset.keeping(keep, training, averages, settings.reward());
        if (settings.faithful()) {
            RewardScale unclipped = rows.scale().faithful();
            rows = RewardedDataset.of(training, averages, settings.reward(), unclipped);
        }
        Set<String> texts = new HashSet<>();
        setAside.queries().forEach(query -> texts.add(Query.normalised(query.text())));
        return new Source(rows, training.plus(setAside).prompts(), texts);
    }
}
