package dev.hone.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import dev.hone.Excerpt;

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

    private static final int LONGEST_REASON = 200;

    /// What Jackson says of its own source and settings.
    private static final Pattern JARGON =
            Pattern.compile("( \\(start marker at |: enable `).*", Pattern.DOTALL);

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

    /// What is wrong with a text that cannot be read, as a sentence without its stop.
    ///
    /// @param kind what the text should be: `JSON`, `CSV`
    static String reason(JsonProcessingException cause, String kind) {
        if (cause instanceof StreamConstraintsException) {
            return "a text is longer than "
                    + TextFile.LONGEST
                    + ", a number longer than 1,000 digits, or a value nested deeper than 100"
                    + " levels";
        }
        String message = JARGON.matcher(cause.getOriginalMessage()).replaceFirst("");
        return "this is not " + kind + ": " + Excerpt.of(message, LONGEST_REASON);
    }

    /// Where in the line the text breaks off; empty when that is not known.
    static String column(JsonProcessingException cause) {
        JsonLocation location = cause.getLocation();
        return location == null ? "" : ", column " + location.getColumnNr();
    }

    /// Two fields of one name in one object.
    static final class DuplicateField extends IOException {

        private static final long serialVersionUID = 1L;

        DuplicateField(String name) {
            super("the field \"" + Excerpt.of(name) + "\" stands twice in one object.");
        }
    }
}
