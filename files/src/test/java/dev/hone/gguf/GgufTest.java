package dev.hone.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class GgufTest {

    private static final NetworkShape SHAPE =
            new NetworkShape(NetworkShape.Kind.LLAMA, 260, 64, 1, 2, 32, 64);

    @TempDir Path folder;

    private static Map<String, GgufValue> metadata() {
        Map<String, GgufValue> metadata = new LinkedHashMap<>(SHAPE.metadata("Tiny"));
        metadata.putAll(
                new ByteVocabulary(List.of("a b", "ab c"), List.of("<s>", "</s>")).metadata());
        return metadata;
    }

    private static List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        SHAPE.tensors()
                .forEach(
                        (name, sizes) -> {
                            float[] values = new float[sizes.stream().reduce(1, (a, b) -> a * b)];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = (i * 37 % 101 - 50) / 50f;
                            }
                            tensors.add(
                                    new Tensor(
                                            name,
                                            sizes,
                                            sizes.size() == 1 ? TensorType.F32 : TensorType.Q8_0,
                                            values));
                        });
        return tensors;
    }

    private static byte[] whole() {
        try {
            Path file = Files.createTempFile("hone", ".gguf");
            GgufWriter.write(file, metadata(), tensors());
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final byte[] WHOLE = whole();

    /// Reads them as a file; null when they were refused as they should be.
    private static @Nullable ModelFile read(byte[] bytes) {
        try {
            Path file = Files.createTempFile("hone", ".gguf");
            try {
                Files.write(file, bytes);
                return ModelFile.read(file);
            } catch (InputException e) {
                assertThat(e).hasMessageContaining(file.toString());
                return null;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("tiny.gguf");
        GgufWriter.write(file, metadata(), tensors());

        Gguf gguf = Gguf.read(file);

        assertThat(gguf.metadata()).isEqualTo(metadata());
        assertThat(gguf.tensors())
                .extracting(TensorInfo::name)
                .containsExactlyElementsOf(SHAPE.tensors().keySet());
        assertThat(gguf.dataStart() % 32).isZero();
    }

    @Test
    void aModelFileSaysWhatItIs() {
        ModelFile model = Objects.requireNonNull(read(WHOLE));

        assertThat(model.architecture()).isEqualTo("llama");
        assertThat(model.name()).isEqualTo("Tiny");
        assertThat(model.quantisation()).isEqualTo(TensorType.Q8_0);
        assertThat(model.context()).isEqualTo(64);
        assertThat(model.vocabulary()).isEqualTo(260);
        assertThat(model.template()).isNull();
        assertThat(model.parameters())
                .isEqualTo(tensors().stream().mapToLong(tensor -> tensor.values().length).sum());
    }

    @Test
    void lettersOfBytesAreThoseOfGpt2() {
        assertThat(ByteVocabulary.letters("a b\n")).isEqualTo("aĠbĊ");
        assertThat(ByteVocabulary.letters("é")).isEqualTo("Ã©");
        assertThat(ByteVocabulary.letters("\u00AD").charAt(1)).isEqualTo('\u0143');
    }

    @Property(tries = 300)
    void aFileThatEndsEarlyIsRefused(@ForAll @IntRange(min = 0, max = 999) int part) {
        assertThat(read(Arrays.copyOf(WHOLE, (int) ((long) (WHOLE.length - 40) * part / 1000))))
                .isNull();
    }

    @Property(tries = 3000)
    void aFileWithAChangedByteIsReadOrRefused(
            @ForAll @IntRange(min = 0, max = 9000) int place, @ForAll byte value) {
        byte[] bytes = WHOLE.clone();
        bytes[place] = value;

        ModelFile model = read(bytes);

        if (model != null) {
            assertThat(model.gguf().tensors())
                    .allSatisfy(
                            tensor ->
                                    assertThat(model.gguf().dataStart() + tensor.offset())
                                            .isBetween(0L, bytes.length - tensor.bytes()));
        }
    }

    @Property(tries = 2000)
    void aFileWithAChangedNumberIsReadOrRefused(
            @ForAll @IntRange(min = 0, max = 9000) int place, @ForAll long value) {
        byte[] bytes = WHOLE.clone();
        java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(place, value);

        read(bytes);
    }

    @Test
    void aMissingFileIsToldApartFromOneThatIsNoModel() {
        assertThatThrownBy(() -> Gguf.read(folder.resolve("none.gguf")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> Gguf.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not a file");
    }

    @Test
    void aModelThatCannotBeRunSaysWhy() {
        Map<String, GgufValue> recurrent = metadata();
        recurrent.put("general.architecture", GgufValue.of("mamba"));
        Map<String, GgufValue> uneven = metadata();
        uneven.put("llama.attention.head_count", GgufValue.of(3));
        Map<String, GgufValue> twice = metadata();
        twice.put("tokenizer.ggml.tokens", new GgufValue.Texts(List.of("a", "a")));
        Map<String, GgufValue> shorter = metadata();
        shorter.put(
                "tokenizer.ggml.token_type",
                new GgufValue.Numbers(GgufValue.NumberType.I32, List.of(1L)));

        assertThat(refusal(recurrent)).contains("architecture \"mamba\"");
        assertThat(refusal(uneven)).contains("3 heads cannot share 2 keys");
        assertThat(refusal(twice)).contains("different from each other");
        assertThat(refusal(shorter)).contains("token_type must be 260 numbers");
    }

    private String refusal(Map<String, GgufValue> metadata) {
        Path file = folder.resolve("wrong.gguf");
        GgufWriter.write(file, metadata, tensors());
        try {
            ModelFile.read(file);
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
        return "it was read";
    }
}
