package dev.hone.policy.loop;

import dev.hone.experience.reward.RewardedDataset;
import dev.hone.policy.Policy;

import java.util.List;

/// What came of all loops.
///
/// @param policy of the last
/// @param rows all demonstrations: those of the source, then those of each loop
/// @param reports one for each loop after the first, in order
public record LoopResult(Policy policy, RewardedDataset rows, List<LoopReport> reports) {

    public LoopResult {
        reports = List.copyOf(reports);
    }
}
