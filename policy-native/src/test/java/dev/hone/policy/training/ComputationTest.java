package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.policy.Computation;
import dev.hone.policy.Computation.Device;
import dev.hone.policy.Computation.Precision;
import dev.hone.policy.Policy;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.engine.NativeEngine;
import dev.hone.policy.libtorch.Torch;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.OptionalInt;

class ComputationTest {

    private static final Computation HALF = new Computation(Device.CPU, Precision.BFLOAT16);
    private static final Computation CARD = new Computation(Device.CUDA, null);

    private final NativeEngine engine = new NativeEngine();

    @TempDir Path folder;

    private TrainingPlan plan(String checkpoint, Computation computation) {
        return Lessons.plan("think", 5, folder.resolve(checkpoint))
                .with(course -> course.withEpochs(OptionalInt.of(1)).withComputation(computation));
    }

    private TrainingConfig.Precision precision(String checkpoint) {
        return Checkpoint.read(folder.resolve(checkpoint)).config().precision();
    }

    @Test
    void trainingMultipliesInThePrecisionThatIsAskedFor() {
        Policy whole = engine.train(plan("whole", Computation.USUAL), epoch -> {});
        Policy half = engine.train(plan("half", HALF), epoch -> {});

        assertThat(precision("whole")).isEqualTo(TrainingConfig.Precision.FLOAT32);
        assertThat(precision("half")).isEqualTo(TrainingConfig.Precision.BFLOAT16);
        double difference =
                half.summary().losses().getLast().prompt()
                        - whole.summary().losses().getLast().prompt();
        assertThat(Math.abs(difference)).isStrictlyBetween(0.0, 0.05);
    }

    @Test
    void aPolicyThatIsGoneOnFromComputesAsItDoes() {
        Policy half = engine.train(plan("half", HALF), epoch -> {});
        engine.train(plan("next", Computation.USUAL).withFrom(half), epoch -> {});

        assertThat(precision("next")).isEqualTo(TrainingConfig.Precision.BFLOAT16);
    }

    @Test
    void aGraphicsCardThatIsNotThereIsRefusedBeforeAnythingIsTrained() {
        Torch.prepare();
        Assumptions.assumeFalse(torch.cuda_is_available(), "This machine has a graphics card.");

        assertThatThrownBy(() -> engine.train(plan("card", CARD), epoch -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--device cuda")
                .hasMessageContaining("MAVEN_ARGS=-Pcuda")
                .hasMessageContaining("--device cpu");
        assertThat(folder).isEmptyDirectory();
        engine.train(plan("processor", Computation.USUAL), epoch -> {}).save(folder);
        assertThatThrownBy(() -> engine.load(folder, CARD)).isInstanceOf(InputException.class);
        assertThat(engine.load(folder, HALF).summary().losses()).hasSize(1);
    }
}
