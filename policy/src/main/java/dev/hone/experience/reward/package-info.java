/// Rewards of experiences (QPO §2.4 and §2.5): what one is worth, which are kept, and how they are
/// scaled to what the policy is conditioned on.
///
/// A [Reward][dev.hone.experience.reward.Reward] gives an experience its value, a
/// [RewardScale][dev.hone.experience.reward.RewardScale] filters and normalises, and a
/// [RewardedDataset][dev.hone.experience.reward.RewardedDataset] holds what came of both.
@NullMarked
package dev.hone.experience.reward;

import org.jspecify.annotations.NullMarked;
