package dev.hone.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;

import dev.hone.Excerpt;
import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Comma-separated values (RFC 4180) under a header. Names in the header are stripped, and a column
/// without a name (a data frame's index) is passed over; values are kept as they are.
final class CsvFormat implements DatasetFormat {

    /// How Jackson's message starts when the file ends inside quotes.
    private static final String UNCLOSED = "Missing closing quote";

    private static final CsvFactory FACTORY =
            CsvFactory.builder()
                    .streamReadConstraints(JsonValues.CONSTRAINTS)
                    .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                    .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                    .build();

    @Override
    public List<String> extensions() {
        return List.of("csv");
    }

    @Override
    public RowReader open(Path file) throws IOException {
        InputStream in = TextFile.open(file);
        return new Reader(
                file, FACTORY.createParser(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }

    private static final class Reader implements RowReader {

        private final Path file;
        private final JsonParser parser;
        private @Nullable List<String> header;
        private long number;
        private long line = 1;

        Reader(Path file, JsonParser parser) {
            this.file = file;
            this.parser = parser;
        }

        @Override
        public @Nullable Row next() throws IOException {
            try {
                List<String> names = header;
                if (names == null) {
                    names = readHeader();
                    header = names;
                }
                List<String> cells = cells();
                if (cells == null) {
                    return null;
                }
                number++;
                return row(names, cells);
            } catch (JsonProcessingException e) {
                throw malformed(e);
            }
        }

        private List<String> readHeader() throws IOException {
            parser.nextToken();
            List<String> cells = cells();
            List<String> names =
                    cells == null ? List.of() : cells.stream().map(String::strip).toList();
            for (int column = 0; column < names.size(); column++) {
                int first = names.indexOf(names.get(column));
                if (first < column && !names.get(column).isEmpty()) {
                    throw new InputException(
                            String.format(
                                    "%s, line %s: the header names \"%s\" twice, in columns %s and"
                                            + " %s.",
                                    file,
                                    line,
                                    Excerpt.of(names.get(column)),
                                    first + 1,
                                    column + 1));
                }
            }
            return names;
        }

        /// The next line's values; null at the end.
        private @Nullable List<String> cells() throws IOException {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            line = parser.currentLocation().getLineNr();
            List<String> cells = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                cells.add(parser.getText());
            }
            return cells;
        }

        private Row row(List<String> names, List<String> cells) {
            String place = "row " + number + " (line " + line + ")";
            if (cells.size() != names.size()) {
                throw new InputException(
                        String.format(
                                "%s, %s: the row has %s, but the header has %s: %s. A value with a"
                                        + " comma must stand in double quotes.",
                                file,
                                place,
                                columns(cells.size()),
                                columns(names.size()),
                                Excerpt.of(String.join(", ", names))));
            }
            Map<String, Value> fields = new LinkedHashMap<>();
            for (int column = 0; column < names.size(); column++) {
                if (!names.get(column).isEmpty()) {
                    fields.put(names.get(column), Value.Scalar.text(cells.get(column)));
                }
            }
            return new Row(number, place, fields);
        }

        private static String columns(int count) {
            return count == 1 ? "1 column" : count + " columns";
        }

        private InputException malformed(JsonProcessingException e) {
            String place =
                    header == null
                            ? "line " + line
                            : "row " + (number + 1) + " (line " + line + ")";
            String problem =
                    e.getOriginalMessage().startsWith(UNCLOSED)
                            ? "a quote is opened and never closed. Close it;"
                            : JsonValues.reason(e, "CSV") + ". Mind that";
            return new InputException(
                    file
                            + ", "
                            + place
                            + ": "
                            + problem
                            + " quotes inside a value are doubled (\"\").",
                    e);
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }
}
