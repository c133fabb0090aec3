package dev.hone.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads JSON into [Value]s token by token, which keeps numbers as they are written.
final class JsonValues {

    static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(TextFile.LONGEST_BYTES)
                    .maxNumberLength(1_000)
                    .build();

    static final JsonFactory FACTORY =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    /// Jackson's way of pointing into a source that the message names better.
    private static final Pattern SOURCE = Pattern.compile(" \\(start marker at .*", Pattern.DOTALL);

    private JsonValues() {}

    /// The list a text holds as JSON; null when it holds something else.
    static Value.@Nullable Many list(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return parser.nextToken() == JsonToken.START_ARRAY
                            && read(parser) instanceof Value.Many list
                            && parser.nextToken() == null
                    ? list
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /// The value whose first token is the current one.
    static Value read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Value.Nested(fields(parser));
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> Value.Scalar.text(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Value.Scalar(parser.getText(), "a boolean");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Value.Scalar(parser.getText(), "a number");
            default -> new Value.Nothing();
        };
    }

    private static Map<String, Value> fields(JsonParser parser) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (fields.put(name, read(parser)) != null) {
                throw new DuplicateField(name);
            }
        }
        return fields;
    }

    private static Value.Many list(JsonParser parser) throws IOException {
        List<Value> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser));
        }
        return new Value.Many(values);
    }

    /// What to say about text that is not JSON.
    ///
    /// @param place of the file and, where Jackson counts from it, the line
    /// @param remedy a sentence behind a space, or nothing
    static InputException malformed(String place, JsonProcessingException cause, String remedy) {
        JsonLocation location = cause.getLocation();
        String column = location == null ? "" : ", column " + location.getColumnNr();
        return new InputException(
                place + column + ": this is not JSON: " + reason(cause) + "." + remedy, cause);
    }

    static String reason(JsonProcessingException cause) {
        if (cause instanceof StreamConstraintsException) {
            return "it has a text of more than 16 MB, a number of more than 1,000 digits, or more"
                    + " than 100 levels";
        }
        String message = SOURCE.matcher(cause.getOriginalMessage()).replaceFirst("");
        String line = Excerpt.of(message);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /// Two fields of one name in one object.
    static final class DuplicateField extends IOException {

        private static final long serialVersionUID = 1L;

        DuplicateField(String name) {
            super("the field \"" + Excerpt.of(name) + "\" stands twice in one object.");
        }
    }
}
