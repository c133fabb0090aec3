package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.InputException;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.libtorch.Tensors;
import dev.hone.policy.training.TrainingConfig.Precision;
import dev.hone.run.RandomStreams;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;

import java.util.List;

class PolicyTrainingTest {

    private static final TrainingConfig CONFIG = TinyTask.config(Precision.FLOAT32, 0.1);

    @Test
    void lossesFall() {
        List<EpochLosses> losses = TinyTask.epochs(TinyTask.training(CONFIG, 1), 0, 60);

        assertThat(losses.getFirst().prompt()).isBetween(1.5, 4.0);
        assertThat(losses.getLast().prompt()).isLessThan(1.2);
        assertThat(losses.getLast().reward()).isLessThan(losses.getFirst().reward());
        assertThat(losses.getLast().epoch()).isEqualTo(59);
        assertThat(losses.getLast().learningRate())
                .isCloseTo(4e-3 * Math.pow(0.8, 5), within(1e-12));
        // Of each row the reward, 2 tokens of the query and 2 of the prompt are read.
        assertThat(losses.getLast().tokens()).isEqualTo(32 * 5);
    }

    @Test
    void theSameSeedGivesTheSameLossesToTheBit() {
        List<EpochLosses> first = TinyTask.epochs(TinyTask.training(CONFIG, 5), 0, 3);
        List<EpochLosses> second = TinyTask.epochs(TinyTask.training(CONFIG, 5), 0, 3);
        List<EpochLosses> other = TinyTask.epochs(TinyTask.training(CONFIG, 6), 0, 3);

        assertThat(TinyTask.numbers(second)).isEqualTo(TinyTask.numbers(first));
        assertThat(TinyTask.numbers(other)).isNotEqualTo(TinyTask.numbers(first));
    }

    @Test
    void dropoutChangesTheLossesOfTraining() {
        TrainingConfig without = TinyTask.config(Precision.FLOAT32, 0);

        assertThat(TinyTask.training(CONFIG, 5).epoch(0, TinyTask.rows()).prompt())
                .isNotEqualTo(TinyTask.training(without, 5).epoch(0, TinyTask.rows()).prompt());
    }

    /// The forward pass in bfloat16 must see the weights as they are after each step.
    @Test
    void lossesInHalfPrecisionFallAsThoseInFull() {
        TrainingConfig full = TinyTask.config(Precision.FLOAT32, 0);
        TrainingConfig half = TinyTask.config(Precision.BFLOAT16, 0);

        List<EpochLosses> exact = TinyTask.epochs(TinyTask.training(full, 2), 0, 8);
        List<EpochLosses> close = TinyTask.epochs(TinyTask.training(half, 2), 0, 8);

        for (int epoch = 0; epoch < exact.size(); epoch++) {
            assertThat(close.get(epoch).prompt())
                    .as("epoch %s", epoch)
                    .isCloseTo(exact.get(epoch).prompt(), within(0.01));
        }
        assertThat(close.getLast().prompt()).isLessThan(2);
        assertThat(TinyTask.numbers(close)).isNotEqualTo(TinyTask.numbers(exact));
    }

    @Test
    void memoryStaysFlat() {
        PolicyTraining training = TinyTask.training(CONFIG, 1);
        Batch batch = Batch.trimmed(TinyTask.SHAPE, TinyTask.rows().subList(0, 8));
        for (int step = 0; step < 50; step++) {
            training.step(batch, 1e-3);
        }
        System.gc(); // What other tests left would hide what this one leaves.
        long pointers = Pointer.totalCount();
        long bytes = Pointer.totalBytes();
        long resident = Pointer.physicalBytes();

        // Looked at after every step, since the garbage collector frees what a step forgets, late.
        long morePointers = 0;
        long moreBytes = 0;
        for (int step = 0; step < 300; step++) {
            training.step(batch, 1e-3);
            morePointers = Math.max(morePointers, Pointer.totalCount() - pointers);
            moreBytes = Math.max(moreBytes, Pointer.totalBytes() - bytes);
        }

        assertThat(morePointers).isLessThan(100);
        assertThat(moreBytes).isLessThan(1L << 16);
        assertThat(Pointer.physicalBytes() - resident).isLessThan(256L << 20);
    }

    @Test
    void trainingThatDivergesSaysSo() {
        Parameters parameters = TinyTask.parameters(1);
        PolicyTraining training =
                new PolicyTraining(TinyTask.SHAPE, CONFIG, parameters, new RandomStreams(1));
        training.epoch(0, TinyTask.rows());
        try (NoGradGuard off = new NoGradGuard()) {
            parameters.get("h.1.mlp.c_fc.weight").fill_(new Scalar(Double.NaN));
        }

        assertThatThrownBy(() -> training.epoch(1, TinyTask.rows()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Training diverged at step 5: the prompt loss is NaN. A smaller learning"
                                + " rate than 0.004 keeps it finite.");
    }

    /// A loss may be finite where its gradient is not.
    @Test
    void aGradientThatIsNotFiniteMovesNothing() {
        Parameters parameters = TinyTask.parameters(1);
        PolicyTraining training =
                new PolicyTraining(TinyTask.SHAPE, CONFIG, parameters, new RandomStreams(1));
        try (NoGradGuard off = new NoGradGuard()) {
            parameters.get("reward_head.bias").fill_(new Scalar(1e18));
            parameters.get("reward_head.weight").fill_(new Scalar(1e10));
        }
        float[] before = Tensors.floats(parameters.get("wte.weight"));

        assertThatThrownBy(() -> training.epoch(0, TinyTask.rows()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Training diverged at step 1: the gradient's norm is ");

        assertThat(Tensors.floats(parameters.get("wte.weight"))).containsExactly(before);
    }
}
