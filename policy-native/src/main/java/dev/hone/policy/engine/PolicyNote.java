package dev.hone.policy.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.file.FileFailure;
import dev.hone.file.JsonObjectFile;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.TrainingBasis;
import dev.hone.policy.TrainingSummary;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.result.AtomicFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `policy.json`: the shape of a network and how it was trained.
record PolicyNote(PolicyConfig shape, TrainingSummary summary) {

    static final String FILE = "policy.json";
    private static final int FORMAT = 1;

    /// Dimensions beyond these are no network that this program made.
    private static final int LARGEST = 1_000_000;

    void write(Path folder) {
        ObjectNode root = JsonObjectFile.MAPPER.createObjectNode();
        root.put("format", FORMAT);
        ObjectNode network = root.putObject("network");
        network.put("layers", shape.layers());
        network.put("heads", shape.heads());
        network.put("width", shape.width());
        network.put("vocabulary", shape.vocabulary());
        network.put("positions", shape.positions());
        network.put("queryTokens", shape.queryTokens());
        network.put("promptTokens", shape.promptTokens());
        ObjectNode training = root.putObject("training");
        training.put("profile", summary.profile());
        training.put("parameters", summary.parameters());
        training.put("rows", summary.rows());
        training.put("data", summary.data().hex());
        training.put("seed", summary.seed());
        training.put("loop", summary.loop());
        training.put("version", summary.version());
        TrainingBasis basis = summary.basis();
        if (basis != null) {
            BasisNote.write(basis, training.putObject("basis"));
        }
        for (EpochLosses epoch : summary.losses()) {
            ObjectNode losses = training.withArray("losses").addObject();
            losses.put("epoch", epoch.epoch());
            losses.put("prompt", epoch.prompt());
            losses.put("reward", epoch.reward());
            losses.put("learningRate", epoch.learningRate());
            losses.put("tokens", epoch.tokens());
            losses.put("seconds", epoch.seconds());
        }
        try {
            byte[] text =
                    (JsonObjectFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root)
                                    + "\n")
                            .getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(folder, FILE, text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        } catch (IOException e) {
            throw FileFailure.unwritable(folder.resolve(FILE), e);
        }
    }

    /// @throws InputException when it is missing or not such a note
    static PolicyNote read(Path folder) {
        Path file = folder.resolve(FILE);
        JsonNode root = JsonObjectFile.read(file);
        if (root.path("format").asInt() != FORMAT) {
            throw new InputException(
                    file
                            + ": \"format\" is "
                            + root.path("format")
                            + ", but this version reads "
                            + FORMAT
                            + ".");
        }
        JsonNode network = root.path("network");
        JsonNode training = root.path("training");
        try {
            PolicyConfig shape =
                    new PolicyConfig(
                            number(file, network, "layers"),
                            number(file, network, "heads"),
                            number(file, network, "width"),
                            number(file, network, "vocabulary"),
                            number(file, network, "positions"),
                            number(file, network, "queryTokens"),
                            number(file, network, "promptTokens"));
            return new PolicyNote(
                    shape,
                    new TrainingSummary(
                            training.path("profile").asText(),
                            shape.parameters(),
                            number(file, training, "rows"),
                            new Digest(training.path("data").asText()),
                            training.path("seed").asLong(),
                            number(file, training, "loop"),
                            BasisNote.read(file, training.get("basis")),
                            losses(training),
                            training.path("version").asText()));
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<EpochLosses> losses(JsonNode training) {
        List<EpochLosses> losses = new ArrayList<>();
        for (JsonNode epoch : training.path("losses")) {
            losses.add(
                    new EpochLosses(
                            epoch.path("epoch").asInt(),
                            epoch.path("prompt").asDouble(),
                            epoch.path("reward").asDouble(),
                            epoch.path("learningRate").asDouble(),
                            epoch.path("tokens").asLong(),
                            epoch.path("seconds").asDouble()));
        }
        return losses;
    }

    private static int number(Path file, JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > LARGEST) {
            throw new InputException(
                    file
                            + ": \""
                            + field
                            + "\" is "
                            + value
                            + ", but must be a whole number from 0 to "
                            + LARGEST
                            + ".");
        }
        return value.asInt();
    }
}
