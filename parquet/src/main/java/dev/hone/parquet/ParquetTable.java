package dev.hone.parquet;

import dev.hone.ledger.Ledger;
import dev.hone.ledger.transfer.Cell;
import dev.hone.ledger.transfer.FlatTable;
import dev.hone.ledger.transfer.FlatTable.Column;

import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// A table of a ledger as a Parquet file, compressed with Zstandard. Half a surrogate pair, which
/// UTF-8 lacks, becomes `?`.
public final class ParquetTable {

    private ParquetTable() {}

    /// Writes a whole file; leaves the stream open.
    public static void write(FlatTable table, Ledger from, OutputStream out) throws IOException {
        MessageType schema = schema(table);
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new StreamedFile(out))
                        .withType(schema)
                        .withConf(new PlainParquetConfiguration())
                        .withCodecFactory(new Codecs())
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .build()) {
            table.forEachRow(from, row -> write(writer, schema, row));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static MessageType schema(FlatTable table) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (Column column : table.columns()) {
            schema.addField(type(column));
        }
        return schema.named("row");
    }

    private static Type type(Column column) {
        return switch (column.type()) {
            case TEXT ->
                    Types.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.name());
            case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case DECIMAL -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
        };
    }

    private static void write(ParquetWriter<Group> writer, MessageType schema, List<Cell> row) {
        Group group = new SimpleGroup(schema);
        for (int field = 0; field < row.size(); field++) {
            switch (row.get(field)) {
                case Cell.Text text -> group.add(field, text.value());
                case Cell.Whole whole -> group.add(field, whole.value());
                case Cell.Decimal decimal -> group.add(field, decimal.value());
                case Cell.Flag flag -> group.add(field, flag.value());
                case Cell.Absent absent -> {}
            }
        }
        try {
            writer.write(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
