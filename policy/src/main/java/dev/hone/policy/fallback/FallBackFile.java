package dev.hone.policy.fallback;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.policy.PromptScorer;
import dev.hone.policy.baseline.Tfidf;
import dev.hone.result.AtomicFile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `fallback.json`: the prompts that may be chosen and when the best single one is left. The
/// regressions are there only where it is ever left.
final class FallBackFile {

    static final String FILE = "fallback.json";

    private static final int FORMAT = 1;
    private static final long LARGEST = 1L << 30;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FallBackFile() {}

    static void write(Path folder, SafeFallBack fallBack) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
                json.useDefaultPrettyPrinter();
                write(json, fallBack);
            }
            bytes.write('\n');
            AtomicFile.write(folder, FILE, bytes.toByteArray());
        } catch (IOException e) {
            throw new InputException(
                    folder.resolve(FILE)
                            + " cannot be written: "
                            + e
                            + ". The disk needs room, and the folder must be one that can be"
                            + " written to.",
                    e);
        }
    }

    private static void write(JsonGenerator json, SafeFallBack fallBack) throws IOException {
        boolean never = Double.isInfinite(fallBack.threshold());
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeNumberField("best", fallBack.prompts().indexOf(fallBack.best()));
        json.writeArrayFieldStart("prompts");
        for (Prompt prompt : fallBack.prompts()) {
            json.writeString(prompt.text());
        }
        json.writeEndArray();
        if (never) {
            json.writeNullField("threshold");
        } else {
            json.writeNumberField("threshold", fallBack.threshold());
        }
        json.writeNumberField("expectedGain", fallBack.expectedGain());
        json.writeNumberField("share", fallBack.share());
        if (!never) {
            writeModel(json, fallBack);
        }
        json.writeEndObject();
    }

    private static void writeModel(JsonGenerator json, SafeFallBack fallBack) throws IOException {
        json.writeObjectFieldStart("terms");
        for (Map.Entry<String, Double> term : fallBack.model().terms().rarities().entrySet()) {
            json.writeNumberField(term.getKey(), term.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("regressions");
        for (Map.Entry<Prompt, RidgeRegression> entry : fallBack.model().regressions().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("prompt", fallBack.prompts().indexOf(entry.getKey()));
            json.writeNumberField("intercept", entry.getValue().intercept());
            json.writeFieldName("weights");
            double[] weights = entry.getValue().weights();
            json.writeArray(weights, 0, weights.length);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static SafeFallBack read(Path folder, PromptScorer policy) {
        Path file = folder.resolve(FILE);
        JsonNode root = tree(file);
        if (root.path("format").asInt() != FORMAT) {
            throw wrong(file, "format", root.path("format"), Integer.toString(FORMAT));
        }
        List<Prompt> prompts = new ArrayList<>();
        for (JsonNode prompt : root.path("prompts")) {
            if (!prompt.isTextual()) {
                throw wrong(file, "prompts", prompt, "a list of texts");
            }
            prompts.add(new Prompt(prompt.asText()));
        }
        if (prompts.isEmpty()) {
            throw wrong(file, "prompts", root.path("prompts"), "a list of one text or more");
        }
        Prompt best = prompts.get(index(file, root.path("best"), "best", prompts.size()));
        double share = number(file, root, "share");
        if (share < 0) {
            throw wrong(file, "share", root.path("share"), "at least 0");
        }
        boolean never = root.path("threshold").isNull();
        Threshold threshold =
                never
                        ? Threshold.NEVER
                        : new Threshold(
                                number(file, root, "threshold"),
                                number(file, root, "expectedGain"),
                                0);
        return new SafeFallBack(
                model(file, root, prompts, best), policy, prompts, best, share, threshold);
    }

    private static GainModel model(Path file, JsonNode root, List<Prompt> prompts, Prompt best) {
        Map<String, Double> rarities = new LinkedHashMap<>();
        root.path("terms")
                .properties()
                .forEach(
                        term ->
                                rarities.put(
                                        term.getKey(), finite(file, "terms", term.getValue())));
        Map<Prompt, RidgeRegression> regressions = new LinkedHashMap<>();
        for (JsonNode regression : root.path("regressions")) {
            JsonNode values = regression.path("weights");
            if (values.size() != rarities.size()) {
                throw wrong(
                        file,
                        "weights",
                        MAPPER.getNodeFactory().numberNode(values.size()),
                        "as many as there are terms, " + rarities.size());
            }
            double[] weights = new double[values.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = finite(file, "weights", values.get(i));
            }
            int prompt = index(file, regression.path("prompt"), "prompt", prompts.size());
            regressions.put(
                    prompts.get(prompt),
                    new RidgeRegression(number(file, regression, "intercept"), weights));
        }
        return new GainModel(best, Tfidf.ofRarities(rarities), regressions);
    }

    private static JsonNode tree(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw new InputException(
                        file
                                + (Files.exists(file) ? " is too large" : " does not exist")
                                + ". A policy folder made by hone train holds it.");
            }
            return MAPPER.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new InputException(file + " is not JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new InputException(file + " cannot be read: " + e, e);
        }
    }

    private static double number(Path file, JsonNode parent, String field) {
        return finite(file, field, parent.path(field));
    }

    private static double finite(Path file, String field, JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw wrong(file, field, value, "a number");
        }
        return value.asDouble();
    }

    private static int index(Path file, JsonNode value, String field, int size) {
        if (!value.isInt() || value.asInt() < 0 || value.asInt() >= size) {
            throw wrong(file, field, value, "the place of a prompt, from 0 to " + (size - 1));
        }
        return value.asInt();
    }

    private static InputException wrong(Path file, String field, JsonNode value, String right) {
        return new InputException(
                file
                        + ": \""
                        + field
                        + "\" is "
                        + Excerpt.of(value.toString())
                        + ", but must be "
                        + right
                        + ".");
    }
}
