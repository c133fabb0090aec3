package dev.hone.policy.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;

import dev.hone.InputException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whatever stands in a file, it is read in full or refused with a message.
class HostileSafetensorsTest {

    private static final long LITTLE_MEMORY = 8_000_000;
    private static Path shared = Path.of("");
    private static boolean measured;

    @TempDir Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        shared = Files.createTempDirectory("hone-safetensors");
        // The first file read, and the first refused, load classes, which allocates megabytes.
        readOrRefused(valid());
        readOrRefused(new byte[9]);
        measured = true;
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(shared.resolve("f"));
        Files.delete(shared);
        measured = false;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [1]    | it must be an object | header must begin with {
                    {"     | cut off              | is not JSON
                    {} {}  | two                  | something behind
                    {"w":1} | no object           | must be an object of dtype, shape and data_offsets
                    {"w":{}} | no fields          | must have dtype, shape and data_offsets
                    {"w":{"dtype":"F32","dtype":"F32"}} | twice | each once
                    {"w":{"type":1}} | unknown    | has a field type
                    {"w":{"dtype":"F8"}} | type   | has the dtype F8. What is read: F64, F32
                    {"w":{"dtype":7}} | type      | has the dtype 7, which must be a text
                    {"w":{"shape":3}} | shape     | has a shape that is not an array
                    {"w":{"shape":[-1]}} | minus  | has -1 in its shape
                    {"w":{"shape":[1.0]}} | real  | has 1.0 in its shape
                    {"w":{"shape":[null]}} | null | has null in its shape
                    {"w":{"shape":[9223372036854775808]}} | long | has 9223372036854775808 in its shape
                    {"w":{"shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}} | many | more than 16 numbers
                    {"w":{"data_offsets":[0,1,2]}} | three | more than 2 numbers in its data_offsets
                    {"w":{"dtype":"U8","shape":[],"data_offsets":[0]}} | one | with two numbers
                    {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}} | size | must take 8 bytes
                    {"w":{"dtype":"U8","shape":[0],"data_offsets":[4,0]}} | back | end before they begin
                    {"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}} | product | more bytes than can be counted
                    {"w":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,4]}} | bytes | more bytes than can be counted
                    {"w":{"dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}} | zero | more bytes than can be counted
                    {"w":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}} | large | 2147483647 is the most
                    {"w":{"dtype":"U8","shape":[5],"data_offsets":[0,5]}} | past | the file has 4 behind the header
                    {"w":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}} | rest | Nothing may follow the last tensor
                    {"w":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}} | hole | a gap
                    {"v":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"w":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}} | overlap | they overlap
                    {"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"w":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}} | name | stands in the header twice
                    {"__metadata__":[]} | metadata | must be an object of texts
                    {"__metadata__":{"a":1}} | number | a in __metadata__ must be one text
                    {"__metadata__":{"a":"x","a":"y"}} | key | not there twice
                    {"__metadata__":{},"__metadata__":{}} | both | stands in the header twice
                    """)
    void whatIsWrongWithAHeaderIsSaid(String header, String ignored, String message)
            throws IOException {
        Path file = Raw.write(folder.resolve("f"), header, 4);

        assertRefused(file, message);
    }

    @Test
    void lengthsThatCannotBeAreRefused() throws IOException {
        Path file = folder.resolve("f");
        for (long length : new long[] {-1, 0, 1, 9, Long.MAX_VALUE, Long.MIN_VALUE, 100_000_001}) {
            ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            Files.write(
                    file,
                    bytes.putLong(length).put("{}      ".getBytes(StandardCharsets.UTF_8)).array());

            assertRefused(file, "its header would have " + Long.toUnsignedString(length));
        }
        Files.write(file, new byte[7]);
        assertRefused(file, "it has 7 bytes");
        assertRefused(folder, "is not a file");
        assertRefused(folder.resolve("missing"), "does not exist");
    }

    @Test
    void namesOfAbsurdLengthAreRefused() throws IOException {
        for (int length : new int[] {513, 60_000, 3_000_000}) {
            Path file = Raw.write(folder.resolve("f"), "{\"" + "x".repeat(length) + "\":{}}", 0);

            assertRefused(file, "is not JSON: Name length");
        }
    }

    @Test
    void moreTensorsThanAnyNetworkHasAreRefused() throws IOException {
        String header =
                IntStream.rangeClosed(0, 100_000)
                        .mapToObj(
                                index ->
                                        "\""
                                                + index
                                                + "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}")
                        .collect(Collectors.joining(",", "{", "}"));

        assertRefused(Raw.write(folder.resolve("f"), header, 0), "more than 100000 tensors");
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() throws IOException {
        byte[] header = "{\"?\":{}}".getBytes(StandardCharsets.UTF_8);
        header[2] = (byte) 0xFF;

        assertRefused(Raw.write(folder.resolve("f"), header, 0), "its header is not UTF-8");
    }

    @Property(tries = 3000)
    void anyMutatedFileIsReadOrRefused(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 400) Integer> places,
            @ForAll @Size(6) byte[] values,
            @ForAll("lengths") int length)
            throws IOException {
        byte[] content = Arrays.copyOf(valid(), Math.min(length, valid().length));
        for (int index = 0; index < places.size(); index++) {
            if (places.get(index) < content.length) {
                content[places.get(index)] = values[index];
            }
        }

        readOrRefused(content);
    }

    @Property(tries = 3000)
    void anyPiecesOfHeadersAreReadOrRefused(@ForAll("pieces") List<String> pieces)
            throws IOException {
        byte[] header = ("{" + String.join("", pieces)).getBytes(StandardCharsets.UTF_8);

        readOrRefused(Raw.bytes(header, 8));
    }

    @Property(tries = 500)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) throws IOException {
        readOrRefused(bytes);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.just(Integer.MAX_VALUE), Arbitraries.integers().between(0, 400));
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}",
                        "\"b\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[7,8]}",
                        "\"__metadata__\":",
                        "\"c\":",
                        "{\"dtype\":\"BF16\",",
                        "\"shape\":[",
                        "\"data_offsets\":[",
                        "0",
                        "8",
                        "-1",
                        "1e400",
                        "9223372036854775807",
                        "99999999999999999999999",
                        ",",
                        ":",
                        "[",
                        "]",
                        "{",
                        "}",
                        "\"\\uD800\"",
                        "null",
                        "\"")
                .list()
                .ofMaxSize(14);
    }

    private static byte[] valid() {
        return Raw.bytes(
                ("{\"__metadata__\":{\"format\":\"pt\"},"
                     + "\"h.0.ln\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
                     + "\"b\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[16,24]},"
                     + "\"c\":{\"dtype\":\"BF16\",\"shape\":[0,4],\"data_offsets\":[24,24]}}")
                        .getBytes(StandardCharsets.UTF_8),
                24);
    }

    private static void readOrRefused(byte[] content) throws IOException {
        Path file = Files.write(shared.resolve("f"), content);
        long before = allocated();
        try {
            Safetensors read = Safetensors.read(file);

            long bytes =
                    read.tensors().values().stream()
                            .mapToLong(tensor -> tensor.data().remaining())
                            .sum();
            assertThat(bytes).isLessThan(content.length);
        } catch (InputException e) {
            assertThat(e.getMessage())
                    .startsWith(file.toString())
                    .endsWith(".")
                    .doesNotContainPattern("[\\p{Cntrl}]");
        }
        if (measured) {
            assertThat(allocated() - before).isLessThan(LITTLE_MEMORY);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .hasMessageEndingWith(".");
    }
}
