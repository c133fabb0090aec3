package dev.hone.experience.reward;

import dev.hone.InputException;

import java.util.Arrays;

/// What rewards are kept and how they are scaled: `R' = 100·(R − min) / (max − min)`, and only `R >
/// min` is kept (QPO §2.5). Made once, from the first data set, and frozen for all later loops,
/// whose rewards may lie above `max` (QPO §8, 2).
///
/// @param min filter threshold, not kept itself
/// @param max scaled to 100; above `min`
/// @param clipped whether R' is kept in [0, 110]; the released code does not
public record RewardScale(double min, double max, boolean clipped) {

    /// What the policy is asked for: the largest reward of the first data set.
    public static final double WANTED = 100;

    /// The share that was kept of the one data set whose threshold is known (QPO §8, 3).
    public static final double USUAL_SHARE = 0.57;

    private static final double MOST = 110;

    public RewardScale {
        if (!(Double.isFinite(min) && Double.isFinite(max) && min < max)) {
            throw new IllegalArgumentException(
                    "min (" + min + ") must be below max (" + max + "), and both finite.");
        }
    }

    public static RewardScale of(double min, double max) {
        return new RewardScale(min, max, true);
    }

    /// The scale whose threshold is the reward that keeps the share nearest to the wanted one, and
    /// the larger of two shares equally near. Rewards are often few different values, so the share
    /// kept may be far from the one wanted. The worst reward is never kept unless everything is.
    ///
    /// @param share in (0, 1]; 1 keeps everything
    /// @param rewards all before filtering
    /// @throws InputException when all rewards are alike, so that nothing tells good from bad
    public static RewardScale keeping(double share, double[] rewards) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share (" + share + ") must be in (0, 1].");
        }
        double[] sorted = rewards.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        if (count == 0 || sorted[0] == sorted[count - 1]) {
            throw new InputException(
                    count == 0
                            ? "There are no rewards to scale."
                            : "All "
                                    + count
                                    + " rewards are "
                                    + sorted[0]
                                    + ". Learning needs answers that differ in how right they"
                                    + " are.");
        }
        double threshold = Math.nextDown(sorted[0]);
        double nearest = share == 1 ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < count && sorted[i] < sorted[count - 1]; i++) {
            boolean last = sorted[i] != sorted[i + 1];
            double distance = Math.abs((double) (count - 1 - i) / count - share);
            if (last && distance < nearest) {
                nearest = distance;
                threshold = sorted[i];
            }
        }
        return of(threshold, sorted[count - 1]);
    }

    /// The same scale without clipping, as the released code has it.
    public RewardScale faithful() {
        return new RewardScale(min, max, false);
    }

    public boolean keeps(double reward) {
        return reward > min;
    }

    /// R', in [0, 110] when clipped.
    public double normalised(double reward) {
        double scaled = WANTED * (reward - min) / (max - min);
        return clipped ? Math.clamp(scaled, 0, MOST) : scaled;
    }
}
