package dev.hone.cli.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import dev.hone.ledger.Ledger;
import dev.hone.ledger.transfer.Cell;
import dev.hone.ledger.transfer.FlatTable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/// A table as CSV (RFC 4180) in UTF-8 under a header. An absent value is an empty field, an empty
/// text an empty pair of quotes; half a surrogate pair, which UTF-8 lacks, becomes U+FFFD.
final class CsvTable {

    private static final Pattern UNPAIRED = Pattern.compile("\\p{Cs}");

    private CsvTable() {}

    static void write(FlatTable table, Ledger from, OutputStream out) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
        table.columns().forEach(column -> schema.addColumn(column.name()));
        CsvMapper mapper =
                CsvMapper.builder()
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
                        .build();
        try (CsvGenerator csv = mapper.getFactory().createGenerator(out)) {
            csv.setSchema(schema.build());
            table.forEachRow(from, row -> write(csv, row));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(CsvGenerator csv, List<Cell> row) {
        try {
            csv.writeStartArray();
            for (Cell cell : row) {
                switch (cell) {
                    case Cell.Text text ->
                            csv.writeString(UNPAIRED.matcher(text.value()).replaceAll("\ufffd"));
                    case Cell.Whole whole -> csv.writeNumber(whole.value());
                    case Cell.Decimal decimal -> csv.writeNumber(decimal.value());
                    case Cell.Flag flag -> csv.writeBoolean(flag.value());
                    case Cell.Absent absent -> csv.writeNull();
                }
            }
            csv.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
