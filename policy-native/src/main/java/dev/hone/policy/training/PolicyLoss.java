package dev.hone.policy.training;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.mse_loss;

import dev.hone.policy.gpt2.PolicyNetwork;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// L = L_prompt + λ · L_reward (QPO §3.3).
///
/// @param total to be minimised [scalar]
/// @param prompt mean cross-entropy of the prompt tokens with their end, in nats [scalar]
/// @param reward mean squared error of the predicted R' [scalar]
record PolicyLoss(Tensor total, Tensor prompt, Tensor reward) {

    private static final double CLOSE = 10;
    private static final double WEIGHT_WHEN_CLOSE = 0.5;
    private static final double WEIGHT_WHEN_FAR = 0.1;
    private static final int NO_REDUCTION = 0;
    private static final int MEAN = 1;
    private static final long NOTHING_IGNORED = -100;

    /// @param rewardTerm whether L_reward counts; without it, it is still measured
    static PolicyLoss of(
            PolicyNetwork network, BatchTensors batch, boolean training, boolean rewardTerm) {
        Tensor hidden = network.hidden(batch.input(), training); // [B, T, d]
        Tensor flat = hidden.reshape(hidden.size(0) * hidden.size(1), hidden.size(2));
        Tensor logits = network.promptLogits(flat.index_select(0, batch.predictors())); // [N, V]
        Tensor each =
                cross_entropy_loss(
                        logits,
                        batch.targets(),
                        new TensorOptional(),
                        NO_REDUCTION,
                        NOTHING_IGNORED,
                        0); // [N]
        Tensor prompt = each.mul(batch.weights()).sum().div(batch.weights().sum());
        Tensor reward =
                mse_loss(network.predictedReward(hidden), batch.input().rewards().squeeze(1), MEAN);
        if (!rewardTerm) {
            return new PolicyLoss(prompt, prompt, reward);
        }
        double lambda = rewardWeight(reward.item_double());
        return new PolicyLoss(prompt.add(reward.mul(new Scalar(lambda))), prompt, reward);
    }

    /// λ: 0.5 where the batch's reward loss is below 10, else 0.1.
    static double rewardWeight(double rewardLoss) {
        return rewardLoss < CLOSE ? WEIGHT_WHEN_CLOSE : WEIGHT_WHEN_FAR;
    }
}
