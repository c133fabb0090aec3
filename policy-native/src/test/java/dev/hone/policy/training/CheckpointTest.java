package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.libtorch.Tensors;
import dev.hone.policy.training.TrainingConfig.Precision;
import dev.hone.policy.weights.DType;
import dev.hone.policy.weights.Safetensors;
import dev.hone.policy.weights.Tensor;
import dev.hone.run.RandomStreams;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class CheckpointTest {

    private static final TrainingConfig CONFIG = TinyTask.config(Precision.FLOAT32, 0.1);
    private static final String LAST = "adamw.second.input_norm.bias";

    @TempDir Path folder;

    @Test
    void trainingGoesOnAsIfItHadNotStopped() {
        List<EpochLosses> whole = TinyTask.epochs(TinyTask.training(CONFIG, 5), 0, 6);
        PolicyTraining first = TinyTask.training(CONFIG, 5);
        first.save(folder, TinyTask.ORIGIN, TinyTask.epochs(first, 0, 3));

        // Weights drawn otherwise are replaced.
        Parameters parameters = TinyTask.parameters(99);
        PolicyTraining second =
                new PolicyTraining(
                        TinyTask.SHAPE, CONFIG.withEpochs(50), parameters, new RandomStreams(5));
        List<EpochLosses> done = second.resume(folder, TinyTask.ORIGIN);
        List<EpochLosses> rest = TinyTask.epochs(second, done.size(), 6);

        assertThat(TinyTask.numbers(done)).isEqualTo(TinyTask.numbers(whole.subList(0, 3)));
        assertThat(TinyTask.numbers(rest)).isEqualTo(TinyTask.numbers(whole.subList(3, 6)));
        assertThat(Checkpoint.read(folder).steps()).isEqualTo(12);
    }

    @Test
    void trainingInHalfPrecisionGoesOnToo() {
        TrainingConfig half = TinyTask.config(Precision.BFLOAT16, 0.1);
        List<EpochLosses> whole = TinyTask.epochs(TinyTask.training(half, 5), 0, 4);
        PolicyTraining first = TinyTask.training(half, 5);
        first.save(folder, TinyTask.ORIGIN, TinyTask.epochs(first, 0, 2));

        PolicyTraining second = TinyTask.training(half, 5);
        List<EpochLosses> rest =
                TinyTask.epochs(second, second.resume(folder, TinyTask.ORIGIN).size(), 4);

        assertThat(TinyTask.numbers(rest)).isEqualTo(TinyTask.numbers(whole.subList(2, 4)));
    }

    @Test
    void aCheckpointHoldsWhatItWasGiven() {
        PolicyTraining training = TinyTask.training(CONFIG, 5);
        List<EpochLosses> losses = TinyTask.epochs(training, 0, 2);
        assertThat(Checkpoint.exists(folder)).isFalse();

        training.save(folder.resolve("new/folder"), TinyTask.ORIGIN, losses);

        assertThat(Checkpoint.exists(folder.resolve("new/folder"))).isTrue();
        assertThat(Checkpoint.read(folder.resolve("new/folder")))
                .isEqualTo(
                        new Checkpoint(1, TinyTask.SHAPE, CONFIG, 5, TinyTask.ORIGIN, 8, losses));
    }

    @Test
    void onlyTheLastCheckpointIsKept() throws IOException {
        PolicyTraining training = save();
        training.save(folder, TinyTask.ORIGIN, TinyTask.epochs(training, 0, 2));

        assertThat(names()).containsExactly("checkpoint-2.safetensors", "checkpoint.json");
        assertThat(Checkpoint.read(folder).losses()).hasSize(2);
    }

    /// The process was killed after the new tensors, or in their midst, and before they were named.
    @Test
    void whatWasNotFinishedIsNotReadAndGoesWithTheNextWrite() throws IOException {
        PolicyTraining training = save();
        Files.writeString(folder.resolve("checkpoint-2.safetensors"), "of no checkpoint");
        Files.writeString(folder.resolve(".checkpoint-3.safetensors.tmp"), "half");
        Files.writeString(folder.resolve(".checkpoint.json.tmp"), "{");
        Files.writeString(folder.resolve("notes.txt"), "of the user");

        assertThat(TinyTask.training(CONFIG, 5).resume(folder, TinyTask.ORIGIN)).hasSize(1);
        training.save(folder, TinyTask.ORIGIN, List.of());

        assertThat(names())
                .containsExactly("checkpoint-3.safetensors", "checkpoint.json", "notes.txt");
        assertThat(TinyTask.training(CONFIG, 5).resume(folder, TinyTask.ORIGIN)).isEmpty();
    }

    @Test
    void aProcessThatIsKilledLeavesTheLastCheckpointInFull() throws Exception {
        for (int kill = 1; kill <= 2; kill++) {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    EndlessCheckpoints.class.getName(),
                                    folder.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            long written = 0;
            try (BufferedReader lines = process.inputReader()) {
                for (int line = 0; line < 5 * kill; line++) {
                    written = Long.parseLong(lines.readLine());
                }
                process.destroyForcibly().waitFor();
            }

            Checkpoint checkpoint = Checkpoint.read(folder);
            assertThat(checkpoint.generation()).isGreaterThanOrEqualTo(written);
            Parameters parameters = TinyTask.parameters(1);
            checkpoint.restore(folder, parameters, new AdamW(parameters.all(), 0));
        }
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        save();
        Path file = folder.resolve("checkpoint-1.safetensors");
        long size = Files.size(file);
        for (long left : new long[] {size - 1, size / 2, 2_000, 9, 7, 0}) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(left);
            }
            assertRefused(file.toString());
        }
        Files.delete(file);
        assertRefused(file + " does not exist");
    }

    @Test
    void everyTensorMustBeThereInItsShape() {
        save();
        assertRefusedWith(tensor -> tensor.name().equals(LAST) ? Stream.of() : Stream.of(tensor))
                .hasMessageContaining("holds no tensor " + LAST);
        save();
        assertRefusedWith(
                        tensor ->
                                tensor.name().equals("wte.weight")
                                        ? Stream.of(shaped(tensor, 32, 20))
                                        : Stream.of(tensor))
                .hasMessageEndingWith(
                        "the tensor wte.weight is F32 of [32, 20]. This network needs F32 of [20,"
                                + " 32].");
        save();
        assertRefusedWith(
                        tensor ->
                                tensor.name().equals(LAST)
                                        ? Stream.of(
                                                new Tensor(
                                                        LAST,
                                                        DType.I32,
                                                        tensor.shape(),
                                                        tensor.data()))
                                        : Stream.of(tensor))
                .hasMessageEndingWith(LAST + " is I32 of [32]. This network needs F32 of [32].");
        save();
        assertRefusedWith(
                        tensor ->
                                tensor.name().equals(LAST)
                                        ? Stream.of(tensor, Tensor.of("more", List.of(1L), 1))
                                        : Stream.of(tensor))
                .hasMessageContaining("the tensor more, which this network has not");
    }

    @Test
    void anotherTrainingDoesNotGoOn() {
        save();

        assertThatThrownBy(() -> TinyTask.training(CONFIG, 6).resume(folder, TinyTask.ORIGIN))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        folder.resolve("checkpoint.json")
                                + " is where another training stood: seed is 5, and this training"
                                + " has 6. Train on the same data, with the same settings and seed,"
                                + " to go on with it; name another folder, or delete "
                                + folder
                                + ", to start anew.");
        Origin elsewhere = new Origin(Digest.of("other rows"), TinyTask.ORIGIN.start());
        assertThatThrownBy(
                        () -> TinyTask.training(CONFIG.withBatch(4), 5).resume(folder, elsewhere))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        ": batch is 8, and this training has 4; its demonstrations are others.");
        Origin heavier = new Origin(TinyTask.ORIGIN.data(), Digest.of("other weights"));
        assertThatThrownBy(() -> TinyTask.training(CONFIG, 5).resume(folder, heavier))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(": the weights it started from are others.");
    }

    @Test
    void aTrainingThatHasGoneFartherIsNotCutBack() {
        PolicyTraining training = TinyTask.training(CONFIG, 5);
        training.save(folder, TinyTask.ORIGIN, TinyTask.epochs(training, 0, 3));

        assertThatThrownBy(
                        () ->
                                TinyTask.training(CONFIG.withEpochs(2), 5)
                                        .resume(folder, TinyTask.ORIGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(": 3 epochs are done, and this training has 2.");
    }

    @Test
    void whatIsNoCheckpointIsExplained() throws IOException {
        save();
        Path file = folder.resolve("checkpoint.json");
        String right = Files.readString(file);
        assertThat(right).contains("\"steps\" : 4", "\"layers\" : 2", "\"generation\" : 1");
        Map<String, String> wrongs =
                Map.of(
                        right.substring(0, right.length() / 2),
                        "this is not a checkpoint: ",
                        "null",
                        "it is null",
                        "[]",
                        "this is not a checkpoint: ",
                        right.replace("\"steps\" : 4", "\"steps\" : -4"),
                        "steps (-4) must be",
                        right.replace("\"steps\" : 4,", ""),
                        "steps",
                        right.replace("\"steps\" : 4", "\"steps\" : \"4\""),
                        "String",
                        right.replace("\"layers\" : 2", "\"layers\" : 0"),
                        "layers (0) must be",
                        right.replace("\"generation\" : 1", "\"generation\" : 0"),
                        "generation",
                        right.replace("\"epoch\" : 0", "\"epoch\" : 3"),
                        "losses[0].epoch (3)",
                        right + right,
                        "this is not a checkpoint: ");
        for (Map.Entry<String, String> wrong : wrongs.entrySet()) {
            Files.writeString(file, wrong.getKey());
            assertRefused(wrong.getValue());
        }
        Files.delete(file);
        assertRefused("does not exist");
    }

    private static Tensor shaped(Tensor tensor, long... shape) {
        return new Tensor(
                tensor.name(), DType.F32, LongStream.of(shape).boxed().toList(), tensor.data());
    }

    /// A folder with one checkpoint, of the first epoch.
    private PolicyTraining save() {
        PolicyTraining training = TinyTask.training(CONFIG, 5);
        training.save(folder, TinyTask.ORIGIN, TinyTask.epochs(training, 0, 1));
        return training;
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefusedWith(
            Function<Tensor, Stream<Tensor>> change) {
        Path file =
                folder.resolve(
                        "checkpoint-" + Checkpoint.read(folder).generation() + ".safetensors");
        List<Tensor> changed =
                Safetensors.read(file).tensors().values().stream().flatMap(change).toList();
        Safetensors.write(file, Map.of(), changed);
        return assertRefused(file.toString());
    }

    /// That nothing is read, and nothing changed.
    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String message) {
        Parameters parameters = TinyTask.parameters(7);
        float[] before = Tensors.floats(parameters.get("wpe.weight"));
        PolicyTraining training =
                new PolicyTraining(TinyTask.SHAPE, CONFIG, parameters, new RandomStreams(5));

        AbstractThrowableAssert<?, ? extends Throwable> refused =
                assertThatThrownBy(() -> training.resume(folder, TinyTask.ORIGIN))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining(message);
        assertThat(Tensors.floats(parameters.get("wpe.weight"))).containsExactly(before);
        return refused;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
