package dev.hone.policy.training;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.data.TextFile;
import dev.hone.file.FileFailure;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.result.AtomicFile;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where training stood after an epoch, in a folder: `checkpoint.json` and the tensors it names.
///
/// A write puts new tensors beside the old ones, then replaces `checkpoint.json` in one step, then
/// deletes the old ones. So the folder always holds the last checkpoint that was written in full,
/// whenever the process dies. One process at a time may write to a folder.
///
/// @param generation the number in the name of the file of tensors, at least 1
/// @param shape of the network
/// @param config of the training
/// @param seed of the training's streams
/// @param origin what it started from
/// @param steps updates so far, at least 0
/// @param losses of the epochs that are done, from epoch 0
record Checkpoint(
        long generation,
        PolicyConfig shape,
        TrainingConfig config,
        long seed,
        Origin origin,
        long steps,
        List<EpochLosses> losses) {

    static final String FILE = "checkpoint.json";

    private static final int LONGEST_REASON = 200;
    private static final Pattern TENSORS = Pattern.compile("checkpoint-(\\d{1,18})\\.safetensors");
    private static final Pattern UNFINISHED =
            Pattern.compile("\\.checkpoint-\\d{1,18}\\.safetensors\\.tmp");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    Checkpoint {
        losses = List.copyOf(losses);
        require(generation >= 1, "generation", generation, "at least 1");
        require(steps >= 0, "steps", steps, "at least 0");
        for (int i = 0; i < losses.size(); i++) {
            int epoch = losses.get(i).epoch();
            require(epoch == i, "losses[" + i + "].epoch", epoch, Integer.toString(i));
        }
    }

    /// Writes a checkpoint, which replaces the one that is in the folder.
    ///
    /// @throws InputException when the folder cannot be written to
    static void write(
            Path folder,
            PolicyConfig shape,
            TrainingConfig config,
            long seed,
            Origin origin,
            List<EpochLosses> losses,
            Parameters parameters,
            AdamW optimizer) {
        try {
            Files.createDirectories(folder);
            long generation = latest(folder) + 1;
            Checkpoint checkpoint =
                    new Checkpoint(
                            generation, shape, config, seed, origin, optimizer.steps(), losses);
            CheckpointTensors.write(checkpoint.tensors(folder), parameters.all(), optimizer);
            String json = MAPPER.writeValueAsString(checkpoint) + "\n";
            AtomicFile.write(folder, FILE, json.getBytes(StandardCharsets.UTF_8));
            clear(folder, checkpoint.tensors(folder));
        } catch (IOException e) {
            throw FileFailure.unwritable(folder.resolve(FILE), e);
        }
    }

    /// Whether something was written to the folder in full.
    static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /// Reads all but the tensors.
    ///
    /// @throws InputException when there is none, or it is not as it was written
    static Checkpoint read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            Checkpoint read = MAPPER.readValue(TextFile.read(file), Checkpoint.class);
            if (read == null) {
                throw MismatchedInputException.from(null, Checkpoint.class, "it is null");
            }
            return read;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new InputException(
                    file
                            + (place == null ? "" : ", line " + place.getLineNr())
                            + ": this is not a checkpoint: "
                            + Excerpt.of(e.getOriginalMessage(), LONGEST_REASON)
                            + " Name a folder that training has written.",
                    e);
        }
    }

    /// Puts the tensors in place, all of them or, when one is not as the network needs it, none.
    ///
    /// @throws InputException when a tensor is missing, too many, or not of its type and shape
    void restore(Path folder, Parameters parameters, AdamW optimizer) {
        CheckpointTensors.read(tensors(folder), parameters.all(), optimizer);
        optimizer.resumeAt(steps);
    }

    /// Removes the checkpoint, and the folder when nothing else is in it.
    static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            // First, so that what is left of a deletion that was killed is no checkpoint.
            Files.deleteIfExists(folder.resolve(FILE));
            clear(folder, folder.resolve(FILE));
            try (Stream<Path> left = Files.list(folder)) {
                if (left.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new InputException(
                    "The checkpoint in "
                            + folder
                            + " cannot be removed: "
                            + FileFailure.reason(e)
                            + ". It is not needed any more.",
                    e);
        }
    }

    /// @throws InputException when it is of another training; says all that differs
    void requireSame(
            Path folder, PolicyConfig shape, TrainingConfig config, long seed, Origin origin) {
        List<String> others = new ArrayList<>();
        differences(this.shape, shape, others);
        differences(this.config, config.withEpochs(this.config.epochs()), others);
        difference("seed", this.seed, seed, others);
        if (!this.origin.data().equals(origin.data())) {
            others.add("its demonstrations are others");
        }
        if (!this.origin.start().equals(origin.start()) && others.isEmpty()) {
            others.add("the weights it started from are others");
        }
        if (losses.size() > config.epochs()) {
            others.add(
                    losses.size() + " epochs are done, and this training has " + config.epochs());
        }
        if (!others.isEmpty()) {
            throw new InputException(
                    folder.resolve(FILE)
                            + " is where another training stood: "
                            + String.join("; ", others)
                            + ". Train on the same data, with the same settings and seed, to go on"
                            + " with it; name another folder, or delete "
                            + folder
                            + ", to start anew.");
        }
    }

    private static void differences(Record stored, Record wanted, List<String> others) {
        for (RecordComponent component : stored.getClass().getRecordComponents()) {
            difference(
                    component.getName(),
                    value(component, stored),
                    value(component, wanted),
                    others);
        }
    }

    private static void difference(String name, Object stored, Object wanted, List<String> others) {
        if (!stored.equals(wanted)) {
            others.add(name + " is " + stored + ", and this training has " + wanted);
        }
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Public records can be read.", e);
        }
    }

    private Path tensors(Path folder) {
        return folder.resolve("checkpoint-" + generation + ".safetensors");
    }

    /// The largest number a file of tensors has, finished or not named by any checkpoint, or 0.
    private static long latest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> TENSORS.matcher(name(file)))
                    .filter(Matcher::matches)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    private static void clear(Path folder, Path kept) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(folder)) {
            old = files.filter(file -> !name(file).equals(name(kept))).toList();
        }
        for (Path file : old) {
            String name = name(file);
            if (TENSORS.matcher(name).matches() || UNFINISHED.matcher(name).matches()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void require(boolean holds, String name, long value, String right) {
        if (!holds) {
            throw new IllegalArgumentException(name + " (" + value + ") must be " + right + ".");
        }
    }
}
