package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.TrainingCourse;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.engine.NativeEngine;
import dev.hone.policy.training.TrainingConfig.Precision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

class ResumedTrainingTest {

    private static final Consumer<EpochLosses> NOTHING = epoch -> {};

    private final NativeEngine engine = new NativeEngine();

    @TempDir Path folder;

    @Test
    void aTrainingThatWasKilledEndsAsIfItHadNotBeen() throws Exception {
        Path checkpoint = folder.resolve("killed");
        killOnceKept(checkpoint, 3);
        int kept = Checkpoint.read(checkpoint).losses().size();
        assertThat(kept).isGreaterThanOrEqualTo(3);

        List<Integer> told = new ArrayList<>();
        Policy resumed =
                engine.train(
                        until(kept + 2, Lessons.plan("think", 5, checkpoint)),
                        epoch -> told.add(epoch.epoch()));
        Policy whole =
                engine.train(
                        until(kept + 2, Lessons.plan("think", 5, folder.resolve("whole"))),
                        NOTHING);

        assertThat(told).containsExactly(kept, kept + 1);
        assertThat(TinyTask.numbers(resumed.summary().losses()))
                .isEqualTo(TinyTask.numbers(whole.summary().losses()))
                .hasSize(kept + 2);
        assertThat(weights(resumed)).isEqualTo(weights(whole));
        assertThat(resumed.summary().data()).isEqualTo(whole.summary().data());
    }

    @Test
    void whatHasEndedIsTakenFromItsCheckpoint() throws IOException {
        TrainingPlan plan = until(3, Lessons.plan("think", 5, folder.resolve("checkpoint")));
        Policy first = engine.train(plan, NOTHING);
        List<EpochLosses> told = new ArrayList<>();
        Policy again = engine.train(plan, told::add);

        assertThat(told).isEmpty();
        assertThat(weights(again)).isEqualTo(weights(first));
        engine.forget(folder.resolve("checkpoint"));
        assertThat(folder.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void anotherTrainingIsRefusedAndNothingIsLost() {
        Path checkpoint = folder.resolve("checkpoint");
        TrainingPlan plan = Lessons.plan("think", 5, checkpoint);
        engine.train(until(2, plan), NOTHING);
        Checkpoint before = Checkpoint.read(checkpoint);

        assertRefused("seed is 5, and this training has 6", Lessons.plan("think", 6, checkpoint));
        assertRefused("demonstrations are others", Lessons.plan("reason", 5, checkpoint));
        assertRefused("rewardTerm is true", plan.with(TrainingCourse::withoutRewardTerm));
        assertRefused("vocabulary is", Lessons.plan("think twice about ", 5, checkpoint));
        assertRefused("layers is 2", plan.with(course -> small(checkpoint)));
        assertRefused("2 epochs are done, and this training has 1", until(1, plan));

        assertThat(Checkpoint.read(checkpoint)).isEqualTo(before);
        assertThat(engine.train(until(3, plan), NOTHING).summary().losses()).hasSize(3);
    }

    @Test
    void nothingIsLostWhereNoEpochIsDone() {
        Path checkpoint = folder.resolve("checkpoint");
        PolicyTraining started = TinyTask.training(TinyTask.config(Precision.FLOAT32, 0), 5);
        started.save(checkpoint, TinyTask.ORIGIN, List.of());

        Policy policy = engine.train(until(1, Lessons.plan("think", 5, checkpoint)), NOTHING);

        assertThat(policy.summary().losses()).hasSize(1);
    }

    @Test
    void forgettingLeavesWhatOthersPutThere() throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        engine.train(until(1, Lessons.plan("think", 5, checkpoint)), NOTHING);
        Files.writeString(checkpoint.resolve("notes.txt"), "of the user");

        engine.forget(checkpoint);
        engine.forget(folder.resolve("never made"));

        assertThat(checkpoint).isDirectoryContaining("glob:**notes.txt");
        assertThat(checkpoint).isDirectoryNotContaining("glob:**checkpoint*");
    }

    private static TrainingPlan until(int epochs, TrainingPlan plan) {
        return plan.with(course -> course.withEpochs(OptionalInt.of(epochs)));
    }

    private static TrainingCourse small(Path checkpoint) {
        return TrainingCourse.of("small").withEpochs(OptionalInt.of(1)).withCheckpoint(checkpoint);
    }

    private void assertRefused(String part, TrainingPlan plan) {
        assertThatThrownBy(() -> engine.train(plan, NOTHING))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part)
                .hasMessageContaining("to start anew");
    }

    private byte[] weights(Policy policy) throws IOException {
        Path saved = Files.createTempDirectory(folder, "policy");
        policy.save(saved);
        return Files.readAllBytes(saved.resolve("policy.safetensors"));
    }

    /// Kills a process that trains the same, once so many of its epochs are kept.
    private static void killOnceKept(Path checkpoint, int epochs) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TrainingToBeKilled.class.getName(),
                                checkpoint.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            String kept = lines.readLine();
            while (Integer.parseInt(kept) < epochs) {
                kept = lines.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
