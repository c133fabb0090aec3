package dev.hone.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.data.TextFile;

import java.nio.file.Path;

/// A file that is one JSON object, no longer than 16 MB, without a name twice.
public final class JsonObjectFile {

    private static final int DEEPEST = 50;
    private static final int LONGEST_NAME = 2_000;
    private static final int LONGEST_REASON = 200;

    /// Writes such files, and reads JSON as strictly.
    public static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // The table of interned names fails on names chosen to collide.
                                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNameLength(LONGEST_NAME)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonObjectFile() {}

    /// @throws InputException when it cannot be read, or is not such a file
    public static JsonNode read(Path file) {
        String text = TextFile.read(file);
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new InputException(
                    file
                            + (place == null ? "" : ", line " + place.getLineNr())
                            + ": this is not JSON: "
                            + Excerpt.of(e.getOriginalMessage(), LONGEST_REASON)
                            + ".",
                    e);
        }
        if (!root.isObject()) {
            throw new InputException(file + " must be one JSON object.");
        }
        return root;
    }
}
