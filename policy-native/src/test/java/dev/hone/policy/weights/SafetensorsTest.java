package dev.hone.policy.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SafetensorsTest {

    @TempDir Path folder;

    @Test
    void whatWasWrittenIsRead() {
        Path file = folder.resolve("model.safetensors");
        Tensor matrix = Tensor.of("b", List.of(2L, 3L), 1, 2, 3, 4, 5, Float.MIN_VALUE);
        Tensor scalar = Tensor.of("a", List.of(), -0.0f);
        Tensor empty = Tensor.of("ü/名", List.of(0L, 7L));
        Tensor bytes =
                new Tensor("mask", DType.BOOL, List.of(3L), ByteBuffer.wrap(new byte[] {1, 0, 1}));

        Safetensors.write(file, Map.of("format", "pt"), List.of(bytes, matrix, empty, scalar));

        Safetensors read = Safetensors.read(file);
        assertThat(read.metadata()).isEqualTo(Map.of("format", "pt"));
        assertThat(read.tensors()).containsOnlyKeys("a", "b", "ü/名", "mask");
        assertThat(read.tensor("b")).isEqualTo(matrix);
        assertThat(read.tensor("b").floats()).containsExactly(1, 2, 3, 4, 5, Float.MIN_VALUE);
        assertThat(read.tensor("a").floats()).containsExactly(-0.0f);
        assertThat(read.tensor("ü/名").elements()).isZero();
        assertThat(read.tensor("mask")).isEqualTo(bytes);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("one.safetensors");

        Safetensors.write(file, Map.of(), List.of(Tensor.of("w", List.of(1L), 1.0f)));

        byte[] content = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) buffer.getLong();
        assertThat(length % 8).isZero();
        assertThat(new String(content, 8, length, StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
        assertThat(buffer.getFloat(8 + length)).isEqualTo(1.0f);
        assertThat(content).hasSize(8 + length + 4);
    }

    @Test
    void theOrderOfWritingDoesNotMatter() throws IOException {
        Tensor a = Tensor.of("a", List.of(1L), 1);
        Tensor b = new Tensor("b", DType.I64, List.of(1L), ByteBuffer.wrap(new byte[Long.BYTES]));

        Safetensors.write(folder.resolve("ab"), Map.of(), List.of(a, b));
        Safetensors.write(folder.resolve("ba"), Map.of(), List.of(b, a));

        assertThat(Files.readAllBytes(folder.resolve("ab")))
                .isEqualTo(Files.readAllBytes(folder.resolve("ba")));
    }

    @Test
    void halvesBecomeFloats() throws IOException {
        Path file = folder.resolve("halves.safetensors");
        String header =
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[6,10]}}";
        Raw.write(file, header, 10);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer values = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            values.putShort((short) 0x3C00).putShort((short) 0xC000).putShort((short) 0x0001);
            values.putShort((short) 0x3F80).putShort((short) 0xFF80).flip();
            channel.write(values, Files.size(file) - 10);
        }

        Safetensors read = Safetensors.read(file);

        assertThat(read.tensor("h").floats()).containsExactly(1f, -2f, 0x1p-24f);
        assertThat(read.tensor("b").floats()).containsExactly(1f, Float.NEGATIVE_INFINITY);
    }

    @Test
    void integersAreNoWeights() throws IOException {
        Path file = folder.resolve("integers.safetensors");
        Raw.write(file, entry("I32", "[2]", "[0,8]"), 8);
        Tensor tensor = Safetensors.read(file).tensor("w");

        assertThat(tensor.data().getInt()).isEqualTo(0x03020100);
        assertThatThrownBy(tensor::floats)
                .isInstanceOf(InputException.class)
                .hasMessage("The tensor w holds I32. Weights must be F32, F16 or BF16.");
    }

    @Test
    void aTensorThatIsNotThereIsNamed() throws IOException {
        Path file = Raw.write(folder.resolve("f"), entry("U8", "[1]", "[0,1]"), 1);

        assertThatThrownBy(() -> Safetensors.read(file).tensor("v"))
                .isInstanceOf(InputException.class)
                .hasMessage(file + " holds no tensor v, but w.");
    }

    @Test
    void aReadTensorDoesNotMoveUnderItsReaders() throws IOException {
        Path file = Raw.write(folder.resolve("f"), entry("U8", "[2]", "[0,2]"), 2);
        Tensor tensor = Safetensors.read(file).tensor("w");
        tensor.data().get();

        assertThat(tensor.data().remaining()).isEqualTo(2);
        assertThat(tensor.data().isDirect()).isTrue();
        assertThat(tensor.data().isReadOnly()).isTrue();
    }

    @Test
    void aFileOfMoreThanOneBufferIsReadWithoutTheHeap() throws IOException {
        Path file = folder.resolve("large.safetensors");
        long gibibyte = 1L << 30;
        StringBuilder header = new StringBuilder("{");
        for (int index = 0; index < 5; index++) {
            header.append(index == 0 ? "" : ",")
                    .append("\"t" + index + "\":{\"dtype\":\"U8\",\"shape\":[1073741824],")
                    .append("\"data_offsets\":[" + index * gibibyte + ",")
                    .append((index + 1) * gibibyte + "]}");
        }
        byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        Raw.write(file, text, 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {42}), 8 + text.length + 5 * gibibyte - 1);
        }

        Safetensors read = Safetensors.read(file);

        assertThat(read.tensors()).hasSize(5);
        assertThat(read.tensor("t4").data().get((int) gibibyte - 1)).isEqualTo((byte) 42);
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingIsWritten() throws IOException {
        Path sparse = folder.resolve("sparse");
        int size = 1 << 30;
        try (FileChannel channel =
                FileChannel.open(
                        sparse,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.SPARSE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
            ByteBuffer zeros = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            long copies = Files.getFileStore(folder).getUsableSpace() / size + 1;
            List<Tensor> tensors =
                    IntStream.range(0, (int) copies)
                            .mapToObj(
                                    index ->
                                            new Tensor(
                                                    "t" + index,
                                                    DType.U8,
                                                    List.of((long) size),
                                                    zeros))
                            .toList();
            Path file = folder.resolve("too-large");

            assertThatThrownBy(() -> Safetensors.write(file, Map.of(), tensors))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("Cannot write " + file + ": it takes ")
                    .hasMessageContaining("free");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsLeftAsItWas() throws IOException {
        Tensor tensor = Tensor.of("w", List.of(1L), 1);
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("inside"));

        assertThatThrownBy(() -> Safetensors.write(taken, Map.of(), List.of(tensor)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot write " + taken);
        assertThatThrownBy(
                        () ->
                                Safetensors.write(
                                        folder.resolve("no/such"), Map.of(), List.of(tensor)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file or folder");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(taken);
        }
    }

    @Test
    void namesThatCouldNotBeReadAgainAreNotWritten() {
        Path file = folder.resolve("f");
        for (String name : List.of("__metadata__", "x".repeat(513), "\uD800")) {
            assertThatThrownBy(
                            () ->
                                    Safetensors.write(
                                            file, Map.of(), List.of(Tensor.of(name, List.of(), 1))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(
                        () ->
                                Safetensors.write(
                                        file,
                                        Map.of(),
                                        Collections.nCopies(2, Tensor.of("w", List.of(), 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("k", "\uDC00"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
    }

    private static String entry(String dtype, String shape, String offsets) {
        return "{\"w\":{\"dtype\":\""
                + dtype
                + "\",\"shape\":"
                + shape
                + ",\"data_offsets\":"
                + offsets
                + "}}";
    }
}
