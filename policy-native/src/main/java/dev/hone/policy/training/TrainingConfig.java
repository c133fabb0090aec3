package dev.hone.policy.training;

/// How a policy is trained (QPO §3.4).
///
/// @param epochs passes over the rows, at least 1
/// @param learningRate at the start, above 0
/// @param decay the learning rate is multiplied by this after every `decayEvery` epochs, in (0, 1]
/// @param decayEvery epochs
/// @param weightDecay at least 0
/// @param batch rows in a step
/// @param clip the largest global norm of a gradient, above 0
/// @param dropout in [0, 1)
/// @param rewardTerm whether the reward loss counts; without it the policy is trained by L_prompt
///   alone
/// @param trimmed whether slots that are padding in a whole batch are left out; the losses are the
///   same either way
/// @param precision of the forward pass
public record TrainingConfig(
        int epochs,
        double learningRate,
        double decay,
        int decayEvery,
        double weightDecay,
        int batch,
        double clip,
        double dropout,
        boolean rewardTerm,
        boolean trimmed,
        Precision precision) {

    /// Which numbers the forward pass computes with.
    public enum Precision {
        /// 32 bits throughout.
        FLOAT32,
        /// Matrix products in bfloat16; parameters, gradients and sums stay 32 bits wide.
        BFLOAT16
    }

    public static final int SCRATCH_BATCH = 64;

    public TrainingConfig {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(learningRate > 0, "learningRate", learningRate, "above 0");
        require(decay > 0 && decay <= 1, "decay", decay, "in (0, 1]");
        require(decayEvery >= 1, "decayEvery", decayEvery, "at least 1");
        require(weightDecay >= 0, "weightDecay", weightDecay, "at least 0");
        require(batch >= 1, "batch", batch, "at least 1");
        require(clip > 0, "clip", clip, "above 0");
        require(dropout >= 0 && dropout < 1, "dropout", dropout, "in [0, 1)");
    }

    /// Loop 1 of the paper, from pretrained weights.
    public static TrainingConfig paper() {
        return new TrainingConfig(
                100, 1e-3, 0.65, 20, 1e-4, 128, 0.25, 0.1, true, true, Precision.FLOAT32);
    }

    /// Loops 2 and later of the paper, from the loop before.
    public static TrainingConfig fineTuning() {
        return paper().withEpochs(20).withLearningRate(1e-4);
    }

    /// For small networks that start from nothing.
    public static TrainingConfig scratch(int epochs) {
        return new TrainingConfig(
                epochs,
                2e-3,
                0.65,
                Math.max(1, epochs / 5),
                0.01,
                64,
                1,
                0.1,
                true,
                true,
                Precision.FLOAT32);
    }

    public TrainingConfig withEpochs(int value) {
        return new TrainingConfig(
                value,
                learningRate,
                decay,
                decayEvery,
                weightDecay,
                batch,
                clip,
                dropout,
                rewardTerm,
                trimmed,
                precision);
    }

    public TrainingConfig withLearningRate(double value) {
        return new TrainingConfig(
                epochs,
                value,
                decay,
                decayEvery,
                weightDecay,
                batch,
                clip,
                dropout,
                rewardTerm,
                trimmed,
                precision);
    }

    public TrainingConfig withBatch(int value) {
        return new TrainingConfig(
                epochs,
                learningRate,
                decay,
                decayEvery,
                weightDecay,
                value,
                clip,
                dropout,
                rewardTerm,
                trimmed,
                precision);
    }

    public TrainingConfig withRewardTerm(boolean value) {
        return new TrainingConfig(
                epochs,
                learningRate,
                decay,
                decayEvery,
                weightDecay,
                batch,
                clip,
                dropout,
                value,
                trimmed,
                precision);
    }

    public TrainingConfig withPrecision(Precision value) {
        return new TrainingConfig(
                epochs,
                learningRate,
                decay,
                decayEvery,
                weightDecay,
                batch,
                clip,
                dropout,
                rewardTerm,
                trimmed,
                value);
    }

    /// The learning rate of an epoch, counted from 0.
    public double learningRateAt(int epoch) {
        return learningRate * Math.pow(decay, epoch / decayEvery);
    }

    private static void require(boolean holds, String name, double value, String right) {
        if (!holds) {
            throw new IllegalArgumentException(name + " (" + value + ") must be " + right + ".");
        }
    }
}
