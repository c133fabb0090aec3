package dev.hone.data;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import dev.hone.Excerpt;
import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A JSON array of objects, read one object at a time.
final class JsonFormat implements DatasetFormat {

    @Override
    public List<String> extensions() {
        return List.of("json");
    }

    @Override
    public RowReader open(Path file) throws IOException {
        InputStream in = TextFile.open(file);
        return new Reader(
                file,
                JsonValues.FACTORY.createParser(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }

    private static final class Reader implements RowReader {

        private final Path file;
        private final JsonParser parser;
        private long number;

        Reader(Path file, JsonParser parser) {
            this.file = file;
            this.parser = parser;
        }

        @Override
        public @Nullable Row next() throws IOException {
            try {
                return number == 0 && !opened() ? null : row();
            } catch (JsonProcessingException e) {
                JsonLocation location = e.getLocation();
                String place =
                        location == null
                                ? ", row " + (number + 1)
                                : ", line " + location.getLineNr() + JsonValues.column(e);
                throw new InputException(
                        file + place + ": " + JsonValues.reason(e, "JSON") + "." + hint(), e);
            } catch (JsonValues.DuplicateField e) {
                throw new InputException(file + ", row " + (number + 1) + ": " + e.getMessage(), e);
            }
        }

        /// Steps into the array; false when the file is empty.
        private boolean opened() throws IOException {
            JsonToken first = parser.nextToken();
            if (first != null && first != JsonToken.START_ARRAY) {
                throw new InputException(
                        file
                                + ", line 1: the file must be one JSON array of objects, but starts"
                                + " with "
                                + Excerpt.of(parser.getText())
                                + ". Maybe each line is an object: name it .jsonl.");
            }
            return first != null;
        }

        private @Nullable Row row() throws IOException {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                if (parser.nextToken() != null) {
                    throw new InputException(
                            file
                                    + ", line "
                                    + parser.currentTokenLocation().getLineNr()
                                    + ": there is something after the end of the array.");
                }
                return null;
            }
            long line = parser.currentTokenLocation().getLineNr();
            String place = "row " + (number + 1) + " (line " + line + ")";
            Value value = JsonValues.read(parser);
            if (!(value instanceof Value.Nested object)) {
                throw new InputException(
                        file
                                + ", "
                                + place
                                + ": a row must be a JSON object, but is "
                                + value.kind()
                                + ": "
                                + Excerpt.of(value.toString())
                                + ".");
            }
            number++;
            return new Row(number, place, object.fields());
        }

        private String hint() {
            return number == 0 ? " The file must be one JSON array of objects." : "";
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }
}
