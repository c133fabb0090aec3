package dev.hone.policy;

import dev.hone.Digest;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.experience.reward.NamedReward;
import dev.hone.experience.reward.Reward;
import dev.hone.experience.reward.RewardScale;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.stream.Collectors;

/// By what the demonstrations of a policy were chosen: what a loop needs to know to go on with it.
///
/// @param reward of all demonstrations
/// @param scale of the rewards, the same in all loops
/// @param setAside [digests][Query#digest] of the queries that were kept from training because
///   something is measured on them
public record TrainingBasis(NamedReward reward, RewardScale scale, Set<Digest> setAside) {

    public TrainingBasis {
        setAside = Set.copyOf(setAside);
    }

    /// @return null where the reward has no name
    public static @Nullable TrainingBasis of(
            Reward reward, RewardScale scale, Set<Digest> setAside) {
        return NamedReward.of(reward)
                .map(named -> new TrainingBasis(named, scale, setAside))
                .orElse(null);
    }

    /// The digests of the queries of a data set.
    public static Set<Digest> digests(OfflineDataset data) {
        return data.queries().stream()
                .map(query -> Query.digest(query.text()))
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean isSetAside(Query query) {
        return setAside.contains(Query.digest(query.text()));
    }
}
