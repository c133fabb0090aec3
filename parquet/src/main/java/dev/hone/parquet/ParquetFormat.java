package dev.hone.parquet;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.data.DatasetFormat;
import dev.hone.data.Row;
import dev.hone.data.RowReader;

import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Apache Parquet: one row group at a time in memory. Flat columns, lists and nested groups are
/// read; compressed as `UNCOMPRESSED`, `SNAPPY`, `GZIP`, `ZSTD` or `LZ4_RAW`.
public final class ParquetFormat implements DatasetFormat {

    @Override
    public List<String> extensions() {
        return List.of("parquet");
    }

    @Override
    public RowReader open(Path file) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new Codecs())
                        .build();
        ParquetFileReader reader;
        try {
            reader = ParquetFileReader.open(new LocalInputFile(file), options);
        } catch (RuntimeException e) {
            throw damaged(file, e);
        }
        try {
            return new Reader(file, reader);
        } catch (RuntimeException e) {
            reader.close();
            throw damaged(file, e);
        }
    }

    /// The library reports damage by whatever exception comes first.
    private static InputException damaged(Path file, RuntimeException cause) {
        return cause instanceof InputException known
                ? known
                : new InputException(
                        file
                                + " is not a Parquet file, or is damaged: "
                                + Excerpt.of(String.valueOf(cause.getMessage())),
                        cause);
    }

    private static final class Reader implements RowReader {

        private final Path file;
        private final ParquetFileReader reader;
        private final MessageType schema;
        private @Nullable RecordReader<Group> records;
        private long left;
        private long number;

        Reader(Path file, ParquetFileReader reader) {
            this.file = file;
            this.reader = reader;
            schema = reader.getFileMetaData().getSchema();
            reader.getFooter().getBlocks().stream()
                    .flatMap(block -> block.getColumns().stream())
                    .map(ColumnChunkMetaData::getCodec)
                    .filter(codec -> !Codecs.KNOWN.contains(codec))
                    .findFirst()
                    .ifPresent(this::refuse);
        }

        private void refuse(CompressionCodecName codec) {
            throw new InputException(
                    file
                            + " is compressed by "
                            + codec
                            + ", which Hone cannot read. Write it with one of "
                            + Codecs.KNOWN
                            + ".");
        }

        @Override
        public @Nullable Row next() throws IOException {
            try {
                while (left == 0) {
                    if (!nextGroup()) {
                        return null;
                    }
                }
                left--;
                number++;
                Group group = Objects.requireNonNull(records).read();
                return new Row(number, "row " + number, ParquetValues.fields(group));
            } catch (RuntimeException e) {
                throw damaged(file, e);
            }
        }

        private boolean nextGroup() throws IOException {
            PageReadStore pages = reader.readNextRowGroup();
            if (pages == null) {
                return false;
            }
            left = pages.getRowCount();
            records =
                    new ColumnIOFactory()
                            .getColumnIO(schema)
                            .getRecordReader(pages, new GroupRecordConverter(schema));
            return true;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
