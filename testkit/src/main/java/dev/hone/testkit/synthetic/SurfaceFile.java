package dev.hone.testkit.synthetic;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Excerpt;
import dev.hone.InputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Reads surfaces from files, which may be hostile.
final class SurfaceFile {

    private static final String KIND = "kind";
    private static final long MOST_BYTES = 32L << 20;
    private static final int LONGEST_REASON = 300;
    private static final SequencedMap<String, Class<? extends ResponseSurface>> KINDS =
            new TreeMap<>(
                    Map.of(
                            "additive", Additive.class,
                            "deceptive", Deceptive.class,
                            "interacting", Interacting.class,
                            "noisy", Noisy.class,
                            "recorded", Recorded.class));
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    private SurfaceFile() {}

    static ResponseSurface read(Path file) {
        JsonNode tree = tree(file);
        if (!(tree instanceof ObjectNode fields) || !fields.has(KIND)) {
            return Skills.read(file);
        }
        JsonNode kind = fields.remove(KIND);
        Class<? extends ResponseSurface> type = KINDS.get(kind.asText());
        if (type == null) {
            throw new InputException(
                    "The kind of the response surface in "
                            + file
                            + " is "
                            + Excerpt.of(kind.toString())
                            + ". Right would be one of "
                            + String.join(", ", KINDS.keySet())
                            + ", or no kind, for skills that an example needs all of.");
        }
        try {
            return JSON.treeToValue(fields, type);
        } catch (JsonMappingException e) {
            String reason = cause(e).replaceFirst("^Missing creator property.*", "is missing.");
            throw wrong(file, where(e.getPath()) + reason, e);
        } catch (JacksonException e) {
            throw wrong(file, e.getOriginalMessage(), e);
        }
    }

    private static String cause(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException own
                ? String.valueOf(own.getMessage())
                : e.getOriginalMessage();
    }

    private static JsonNode tree(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InputException(
                        "The response surface in "
                                + file
                                + " has "
                                + Files.size(file)
                                + " bytes. Right would be at most "
                                + MOST_BYTES
                                + ".");
            }
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw wrong(
                    file, "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InputException("The response surface " + file + " cannot be read: " + e, e);
        }
    }

    private static InputException wrong(Path file, String reason, Exception cause) {
        return new InputException(
                "The response surface in "
                        + file
                        + " cannot be used: "
                        + Excerpt.of(reason, LONGEST_REASON)
                        + " docs/reference/model-specs.md shows the forms.",
                cause);
    }

    /// For example `skills[2].share: `; empty for the whole.
    private static String where(List<JsonMappingException.Reference> path) {
        StringBuilder where = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                where.append('[').append(step.getIndex()).append(']');
            } else {
                where.append(where.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return where.isEmpty() ? "" : where.append(": ").toString();
    }
}
