package dev.hone.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.data.DatasetReader;
import dev.hone.data.FieldMapping;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

class ParquetFormatTest {

    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType(
                    """
                    message row {
                      required binary input (STRING);
                      optional binary target;
                      optional group choices (LIST) {
                        repeated group list { optional binary element (STRING); }
                      }
                      repeated binary accepted (STRING);
                      optional int64 count;
                      optional double ratio;
                      optional boolean hard;
                      optional int32 day (DATE);
                      optional int32 price (DECIMAL(9,2));
                      optional binary bytes;
                      optional group about { optional binary source (STRING); }
                    }
                    """);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void readsEveryKindOfColumn(CompressionCodecName codec) throws IOException {
        Group row = new SimpleGroup(SCHEMA);
        row.add("input", "h\u00f6her?");
        row.add("target", "tiefer");
        Group choices = row.addGroup("choices");
        choices.addGroup("list").add("element", "tiefer");
        choices.addGroup("list").add("element", "weiter");
        row.add("accepted", "niedriger");
        row.add("accepted", "tiefer");
        row.add("count", 5L);
        row.add("ratio", 1.5);
        row.add("hard", true);
        row.add("day", 20_000);
        row.add("price", 12_345);
        row.add("bytes", Binary.fromConstantByteArray(new byte[] {(byte) 0xFF, 1}));
        row.addGroup("about").add("source", "nowhere");

        assertThat(read(write(codec, row)))
                .containsExactly(
                        new Example(
                                "data.parquet/1",
                                "h\u00f6her?",
                                List.of("tiefer", "niedriger"),
                                List.of("tiefer", "weiter"),
                                Map.of(
                                        "count", "5",
                                        "ratio", "1.5",
                                        "hard", "true",
                                        "day", "2024-10-04",
                                        "price", "123.45",
                                        "bytes", "0xFF01")));
    }

    @Test
    void readsManyRowGroups() throws IOException {
        Group[] rows = new Group[2_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new SimpleGroup(SCHEMA);
            rows[i].add("input", "question " + i);
            rows[i].add("target", "x".repeat(200));
        }

        List<Example> examples = read(write(CompressionCodecName.UNCOMPRESSED, rows));

        assertThat(examples).hasSize(rows.length);
        assertThat(examples.getLast().id()).isEqualTo("data.parquet/2000");
        assertThat(examples.getLast().input()).isEqualTo("question 1999");
    }

    @Test
    void namesRowAndFieldOfWhatIsWrong() throws IOException {
        Group good = new SimpleGroup(SCHEMA);
        good.add("input", "a");
        good.add("target", "b");
        Group bad = new SimpleGroup(SCHEMA);
        bad.add("input", "a");
        Path file = write(CompressionCodecName.SNAPPY, good, bad);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        file
                                + ", row 2: the field \"target\" must hold text, a number or a"
                                + " boolean, but holds null.");
    }

    @Test
    void refusesFilesThatAreNotParquet() throws IOException {
        Path file =
                Files.writeString(folder.resolve("data.parquet"), "{\"input\": \"a\"} and more");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + " is not a Parquet file, or is damaged: ");
        Files.writeString(file, "");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + " is not a Parquet file, or is damaged: ");
    }

    @Test
    void refusesDamagedFilesWhereverTheDamageIs() throws IOException {
        Group row = new SimpleGroup(SCHEMA);
        row.add("input", "a");
        row.add("target", "b");
        Path file = write(CompressionCodecName.SNAPPY, row);
        byte[] whole = Files.readAllBytes(file);

        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x55;
            Files.write(file, damaged);
            try {
                assertThat(read(file)).isNotEmpty();
            } catch (InputException e) {
                assertThat(e.getMessage()).startsWith(file.toString());
            }
        }
    }

    @Test
    void needsARow() throws IOException {
        Path file = write(CompressionCodecName.SNAPPY);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessage(file + " has no rows. At least one is needed.");
    }

    private static List<Example> read(Path file) {
        return DatasetReader.read(file, FieldMapping.DEFAULTS);
    }

    private Path write(CompressionCodecName codec, Group... rows) throws IOException {
        Path file = folder.resolve("data.parquet");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withType(SCHEMA)
                        .withRowGroupSize(32_000L)
                        .withCodecFactory(codec == CompressionCodecName.GZIP ? new Gzip() : null)
                        .withCompressionCodec(codec)
                        .build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        }
        return file;
    }

    /// The library's own gzip needs Hadoop.
    private static final class Gzip implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {

                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                        bytes.writeAllTo(gzip);
                    }
                    return BytesInput.from(out.toByteArray());
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return CompressionCodecName.GZIP;
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release() {}
    }
}
