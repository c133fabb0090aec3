package dev.hone.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;

import dev.hone.Excerpt;
import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// JSON Lines: one object on each line. Empty lines are passed over.
final class JsonlFormat implements DatasetFormat {

    @Override
    public List<String> extensions() {
        return List.of("jsonl", "ndjson");
    }

    @Override
    public RowReader open(Path file) throws IOException {
        return new Reader(file, new LineReader(file, TextFile.open(file)));
    }

    private static final class Reader implements RowReader {

        private final Path file;
        private final LineReader lines;
        private long number;

        Reader(Path file, LineReader lines) {
            this.file = file;
            this.lines = lines;
        }

        @Override
        public @Nullable Row next() throws IOException {
            byte[] line = lines.next();
            while (line != null) {
                String text = new String(line, StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    return row(text);
                }
                line = lines.next();
            }
            return null;
        }

        private Row row(String text) throws IOException {
            String place = "line " + lines.number();
            String start = file + ", " + place;
            try (JsonParser parser = JsonValues.FACTORY.createParser(text)) {
                parser.nextToken();
                Value value = JsonValues.read(parser);
                if (!(value instanceof Value.Nested object)) {
                    throw new InputException(
                            start
                                    + ": a row must be a JSON object, but is "
                                    + value.kind()
                                    + ": "
                                    + Excerpt.of(value.toString())
                                    + "."
                                    + remedy(text));
                }
                if (parser.nextToken() != null) {
                    throw new InputException(
                            start + ": there is more than one JSON object on the line.");
                }
                return new Row(++number, place, object.fields());
            } catch (JsonProcessingException e) {
                throw new InputException(
                        start
                                + JsonValues.column(e)
                                + ": "
                                + JsonValues.reason(e, "JSON")
                                + "."
                                + remedy(text),
                        e);
            } catch (JsonValues.DuplicateField e) {
                throw new InputException(start + ": " + e.getMessage(), e);
            }
        }

        private String remedy(String text) {
            return number == 0 && text.stripLeading().startsWith("[")
                    ? " Maybe the file is one JSON array: name it .json."
                    : " Each line must be one JSON object.";
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /// The lines of a file as bytes, none longer than [TextFile#LONGEST_BYTES]: a file without line
    /// ends is refused before it fills the memory.
    private static final class LineReader implements Closeable {

        private final Path file;
        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private int position;
        private int filled;
        private long number;

        LineReader(Path file, InputStream in) {
            this.file = file;
            this.in = in;
        }

        /// The physical line last read, from 1.
        long number() {
            return number;
        }

        /// The next line without its end; null when there are no more.
        byte @Nullable [] next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            number++;
            long length = 0;
            boolean any = false;
            while (position < filled || fill()) {
                any = true;
                int from = position;
                while (position < filled && buffer[position] != '\n') {
                    position++;
                }
                length += position - from;
                if (length <= TextFile.LONGEST_BYTES) {
                    line.write(buffer, from, position - from);
                }
                if (position < filled) {
                    position++;
                    break;
                }
            }
            if (length > TextFile.LONGEST_BYTES) {
                throw tooLong(length);
            }
            return any ? line.toByteArray() : null;
        }

        private boolean fill() throws IOException {
            position = 0;
            filled = Math.max(0, in.read(buffer));
            return filled > 0;
        }

        private InputException tooLong(long length) {
            return new InputException(
                    file
                            + ", line "
                            + number
                            + ": the line is "
                            + TextFile.size(length)
                            + " long; the longest allowed is "
                            + TextFile.LONGEST
                            + ". Maybe the file is one JSON array: name it .json.");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
