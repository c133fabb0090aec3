package dev.hone.policy.training;

import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;

import dev.hone.InputException;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.run.RandomStreams;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Trains a network on rows: AdamW, a learning rate that falls by steps, clipped gradients (QPO
/// §3.4). An epoch's order and dropout depend on the seed and the epoch alone, so that training
/// that is taken up again at an epoch sees what it would have seen. For use by one thread.
public final class PolicyTraining {

    private final PolicyConfig shape;
    private final TrainingConfig config;
    private final Parameters parameters;
    private final PolicyNetwork network;
    private final AdamW optimizer;
    private final RandomStreams random;

    public PolicyTraining(
            PolicyConfig shape,
            TrainingConfig config,
            Parameters parameters,
            RandomStreams random) {
        this.shape = shape;
        this.config = config;
        this.parameters = parameters;
        this.network = new PolicyNetwork(shape, parameters, config.dropout());
        this.optimizer = new AdamW(parameters.all(), config.weightDecay());
        this.random = random;
    }

    /// All epochs, or those that are left where the folder says that some are done. With the same
    /// rows on the same machine, losses and weights are then what they would have been, to the bit.
    ///
    /// An epoch is kept once it is over, unless writing would take more than a tenth of the time.
    ///
    /// @param checkpoint folder; null to keep nothing
    /// @param progress told after every epoch of this call, when it is kept
    /// @return the losses of all epochs
    /// @throws InputException when training diverges, or the checkpoint is damaged, of another
    ///   training, or cannot be written; the last one that was written stays
    public List<EpochLosses> run(
            List<TrainingRow> rows, @Nullable Path checkpoint, Consumer<EpochLosses> progress) {
        List<EpochLosses> curve = new ArrayList<>();
        if (checkpoint == null) {
            while (curve.size() < config.epochs()) {
                curve.add(epoch(curve.size(), rows));
                progress.accept(curve.getLast());
            }
            return curve;
        }
        Origin origin = Origin.of(rows, parameters);
        Pace pace = new Pace();
        if (Checkpoint.exists(checkpoint) && !Checkpoint.read(checkpoint).losses().isEmpty()) {
            curve.addAll(resume(checkpoint, origin));
        } else {
            // A folder that cannot be written to is known before an hour of training is lost.
            pace.time(() -> save(checkpoint, origin, curve));
        }
        while (curve.size() < config.epochs()) {
            curve.add(epoch(curve.size(), rows));
            if (pace.isDue() || curve.size() == config.epochs()) {
                pace.time(() -> save(checkpoint, origin, curve));
            }
            progress.accept(curve.getLast());
        }
        return curve;
    }

    /// Writes where training stands after an epoch, in the place of what the folder holds.
    ///
    /// @param losses of all epochs so far
    /// @throws InputException when the folder cannot be written to
    void save(Path folder, Origin origin, List<EpochLosses> losses) {
        Checkpoint.write(
                folder, shape, config, random.seed(), origin, losses, parameters, optimizer);
    }

    /// Goes on where [#save] was called: with the same rows, the epochs to come have the losses
    /// they would have had, to the bit. The number of epochs may be another.
    ///
    /// @return the losses of the epochs that are done; the next epoch is their number
    /// @throws InputException when there is no checkpoint, it is damaged, or it is one of another
    ///   training; nothing has changed then
    List<EpochLosses> resume(Path folder, Origin origin) {
        Checkpoint checkpoint = Checkpoint.read(folder);
        checkpoint.requireSame(folder, shape, config, random.seed(), origin);
        checkpoint.restore(folder, parameters, optimizer);
        return checkpoint.losses();
    }

    /// Removes what [#run] keeps.
    ///
    /// @throws InputException when it cannot be removed
    public static void forget(Path checkpoint) {
        Checkpoint.delete(checkpoint);
    }

    /// One pass over all rows.
    ///
    /// @param epoch from 0
    /// @param rows at least one
    /// @throws InputException when training diverges
    public EpochLosses epoch(int epoch, List<TrainingRow> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("rows must not be empty.");
        }
        long started = System.nanoTime();
        List<TrainingRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(random.seedOf("training order " + epoch)));
        manual_seed(random.seedOf("dropout " + epoch));
        double learningRate = config.learningRateAt(epoch);
        double prompt = 0;
        double reward = 0;
        long tokens = 0;
        int steps = 0;
        for (int from = 0; from < shuffled.size(); from += config.batch()) {
            int to = Math.min(shuffled.size(), from + config.batch());
            List<TrainingRow> step = shuffled.subList(from, to);
            Batch batch = config.trimmed() ? Batch.trimmed(shape, step) : Batch.whole(shape, step);
            double[] losses = step(batch, learningRate);
            prompt += losses[0];
            reward += losses[1];
            tokens += batch.visibleSlots();
            steps++;
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        return new EpochLosses(
                epoch, prompt / steps, reward / steps, learningRate, tokens, seconds);
    }

    /// One update.
    ///
    /// @return L_prompt and L_reward before it
    /// @throws InputException when a loss or a gradient is not finite; no parameter has moved then
    double[] step(Batch batch, double learningRate) {
        // Everything made in here is freed at the end; without that, memory grows by the step.
        try (PointerScope scope = new PointerScope()) {
            optimizer.clearGradients();
            PolicyLoss loss = forward(batch);
            double prompt = loss.prompt().item_double();
            double reward = loss.reward().item_double();
            requireFinite("prompt loss", prompt, learningRate);
            requireFinite("reward loss", reward, learningRate);
            loss.total().backward();
            TensorVector all = parameters.asVector();
            double norm = clip_grad_norm_(all, config.clip());
            requireFinite("gradient's norm", norm, learningRate);
            optimizer.step(learningRate);
            return new double[] {prompt, reward};
        }
    }

    private void requireFinite(String what, double value, double learningRate) {
        if (!Double.isFinite(value)) {
            throw new InputException(
                    "Training diverged at step "
                            + (optimizer.steps() + 1)
                            + ": the "
                            + what
                            + " is "
                            + value
                            + ". A smaller learning rate than "
                            + learningRate
                            + " keeps it finite.");
        }
    }

    private PolicyLoss forward(Batch batch) {
        Tensor weights = parameters.get("wte.weight");
        BatchTensors tensors = BatchTensors.of(batch, ScalarType.Float).beside(weights);
        if (config.precision() == TrainingConfig.Precision.FLOAT32) {
            return PolicyLoss.of(network, tensors, true, config.rewardTerm());
        }
        DeviceType device = weights.is_cuda() ? DeviceType.CUDA : DeviceType.CPU;
        set_autocast_dtype(device, ScalarType.BFloat16);
        set_autocast_enabled(device, true);
        try {
            return PolicyLoss.of(network, tensors, true, config.rewardTerm());
        } finally {
            set_autocast_enabled(device, false);
            // Cast weights are cached, and would be used again after they have changed.
            clear_cache();
        }
    }
}
