package dev.hone.policy.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A GPT-2 of two layers, width 4, written as Hugging Face would.
class PretrainedFolderTest {

    private static final String CONFIG =
            """
            {"model_type": "gpt2", "n_layer": 2, "n_head": 2, "n_embd": 4, "n_positions": 5,
             "vocab_size": 7, "layer_norm_epsilon": 1e-05, "activation_function": "gelu_new"}
            """;

    @TempDir Path folder;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    @BeforeEach
    void makeNetwork() {
        put("wte.weight", 7, 4);
        put("wpe.weight", 5, 4);
        for (String layer : List.of("h.0.", "h.1.")) {
            put(layer + "ln_1.weight", 4);
            put(layer + "ln_1.bias", 4);
            put(layer + "attn.c_attn.weight", 4, 12);
            put(layer + "attn.c_attn.bias", 12);
            put(layer + "attn.c_proj.weight", 4, 4);
            put(layer + "attn.c_proj.bias", 4);
            put(layer + "ln_2.weight", 4);
            put(layer + "ln_2.bias", 4);
            put(layer + "mlp.c_fc.weight", 4, 16);
            put(layer + "mlp.c_fc.bias", 16);
            put(layer + "mlp.c_proj.weight", 16, 4);
            put(layer + "mlp.c_proj.bias", 4);
        }
        put("ln_f.weight", 4);
        put("ln_f.bias", 4);
    }

    @Test
    void aFolderIsReadInTheOrderOfTheNetwork() throws IOException {
        PretrainedFolder read = write("");

        assertThat(read.config()).isEqualTo(new Gpt2Config(2, 2, 4, 5, 7, 1e-5));
        assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
        assertThat(read.tensor("h.1.mlp.c_fc.weight").floats())
                .isEqualTo(Objects.requireNonNull(tensors.get("h.1.mlp.c_fc.weight")).floats());
        assertThatThrownBy(() -> read.tensor("lm_head.weight"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void prefixesMasksAndATiedHeadAreNoDifference() throws IOException {
        tensors.put(
                "lm_head.weight",
                rename("lm_head.weight", Objects.requireNonNull(tensors.get("wte.weight"))));
        put("h.0.attn.bias", 1, 1, 5, 5);
        put("h.1.attn.masked_bias");

        PretrainedFolder read = write("transformer.");

        assertThat(read.tensors()).hasSize(28).containsKey("h.0.attn.c_attn.weight");
        assertThat(read.tensors()).doesNotContainKeys("h.0.attn.bias", "lm_head.weight");
    }

    @Test
    void aHeadOfItsOwnIsRefused() {
        put("lm_head.weight", 7, 4);

        assertRefused("lm_head.weight is not wte.weight");
    }

    @Test
    void theFirstWrongShapeIsNamed() {
        put("h.0.attn.c_attn.weight", 12, 4);
        put("h.1.ln_1.bias", 5);

        assertRefused(
                "the tensor h.0.attn.c_attn.weight has the shape [12, 4]. By config.json it must be"
                        + " [4, 12].");
    }

    @Test
    void missingAndUnexpectedTensorsAreListed() {
        tensors.remove("wpe.weight");
        tensors.remove("h.1.ln_2.bias");
        put("h.2.ln_1.weight", 4);
        put("score.weight", 2, 4);

        assertRefused(
                "missing: wpe.weight, h.1.ln_2.bias; unexpected: h.2.ln_1.weight, score.weight.");
    }

    @Test
    void aTensorWithAndWithoutPrefixIsRefused() {
        put("transformer.wpe.weight", 5, 4);

        assertRefused("holds wpe.weight twice");
    }

    @Test
    void weightsThatAreNoFloatsAreRefused() {
        tensors.put(
                "ln_f.bias",
                new Tensor("ln_f.bias", DType.I8, List.of(4L), ByteBuffer.wrap(new byte[4])));

        assertRefused("the tensor ln_f.bias holds I8. It must hold F32, F16 or BF16.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "n_layer": 2         | "n_layer": 0          | n_layer is 0. It must be a whole number from 1 to 1000
                    "n_layer": 2,        |                       | n_layer is missing
                    "n_layer": 2         | "n_layer": 2.5        | n_layer is 2.5
                    "n_layer": 2         | "n_layer": 99999999999 | n_layer is 99999999999
                    "n_head": 2          | "n_head": 3           | It must be a divisor of n_embd, 4
                    "n_head": 2          | "n_head": 8           | n_head is 8
                    "n_embd": 4          | "n_embd": "4"         | n_embd is "4"
                    "vocab_size": 7      | "vocab_size": -7      | vocab_size is -7
                    1e-05                | 0                     | layer_norm_epsilon is 0
                    1e-05                | 1e400                 | layer_norm_epsilon is
                    gelu_new             | relu                  | activation_function is "relu". It must be "gelu_new"
                    }                    |                       | not JSON
                    "n_embd": 4          | "n_head": 4           | Duplicate
                    """)
    void whatIsWrongWithAConfigurationIsSaid(String right, String wrong, String message)
            throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, CONFIG.replace(right, wrong == null ? "" : wrong));

        assertThatThrownBy(() -> PretrainedFolder.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void aFolderWithoutFilesIsRefused() throws IOException {
        assertThatThrownBy(() -> PretrainedFolder.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("config.json");
        Files.writeString(folder.resolve("config.json"), CONFIG);
        assertThatThrownBy(() -> PretrainedFolder.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("model.safetensors does not exist");
    }

    private void put(String name, int... shape) {
        int elements = 1;
        for (int dimension : shape) {
            elements *= dimension;
        }
        float[] values = new float[elements];
        for (int index = 0; index < elements; index++) {
            values[index] = name.hashCode() % 1000 + index;
        }
        List<Long> dimensions =
                Arrays.stream(shape).mapToObj(dimension -> (long) dimension).toList();
        tensors.put(name, Tensor.of(name, dimensions, values));
    }

    private static Tensor rename(String name, Tensor tensor) {
        return new Tensor(name, tensor.dtype(), tensor.shape(), tensor.data());
    }

    private PretrainedFolder write(String prefix) throws IOException {
        Files.writeString(folder.resolve("config.json"), CONFIG);
        List<Tensor> named =
                tensors.values().stream()
                        .map(
                                tensor ->
                                        tensor.name().startsWith("lm_head")
                                                ? tensor
                                                : rename(prefix + tensor.name(), tensor))
                        .toList();
        Safetensors.write(folder.resolve("model.safetensors"), Map.of("format", "pt"), named);
        return PretrainedFolder.read(folder);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> write(""))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("model.safetensors").toString())
                .hasMessageContaining(message);
    }
}
