package dev.hone.policy.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.file.Download;
import dev.hone.file.DownloadProgress;
import dev.hone.testkit.file.FileServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class Gpt2SmallTest {

    private static final String CONFIG =
            """
            {"n_layer": 1, "n_head": 1, "n_embd": 2, "n_positions": 3, "vocab_size": 4,
             "layer_norm_epsilon": 1e-05, "activation_function": "gelu_new"}
            """;

    @TempDir Path folder;

    @Test
    void aNetworkIsDownloadedAndReadAndItsFilesAreWatched() throws IOException {
        try (FileServer server = new FileServer()) {
            server.put("/models/tiny/config.json", CONFIG.getBytes(StandardCharsets.UTF_8));
            server.put("/models/tiny/model.safetensors", weights());
            Path target = folder.resolve("gpt2");

            PretrainedFolder read = get(server.url("/models/tiny"), target);

            assertThat(read.config().vocabulary()).isEqualTo(4);
            assertThat(read.tensor("wte.weight").shape()).containsExactly(4L, 2L);
            server.close();
            assertThat(get(server.url("/models/tiny/"), target)).isEqualTo(read);
            Files.writeString(target.resolve("config.json"), CONFIG + " ");
            assertThatThrownBy(() -> PretrainedFolder.read(target))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("as when it was first downloaded");
        }
    }

    @Test
    void theEnvironmentNamesAnotherAddress() {
        assertThat(Gpt2Small.base(Map.of())).isEqualTo(Gpt2Small.DEFAULT);
        assertThat(Gpt2Small.base(Map.of("HONE_GPT2_URL", " "))).isEqualTo(Gpt2Small.DEFAULT);
        assertThat(Gpt2Small.base(Map.of("HONE_GPT2_URL", "http://localhost/x")))
                .isEqualTo(URI.create("http://localhost/x"));
        assertThatThrownBy(() -> Gpt2Small.base(Map.of("HONE_GPT2_URL", "not an address")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("HONE_GPT2_URL is not an address.");
    }

    private static PretrainedFolder get(URI base, Path target) {
        return Gpt2Small.get(base, target, Download.defaults(), DownloadProgress.SILENT);
    }

    private byte[] weights() throws IOException {
        Path config = Files.writeString(folder.resolve("config.json"), CONFIG);
        Path file = folder.resolve("weights");
        List<Tensor> tensors =
                Gpt2Shapes.of(Gpt2Config.read(config)).entrySet().stream()
                        .map(
                                entry ->
                                        Tensor.of(
                                                "transformer." + entry.getKey(),
                                                entry.getValue(),
                                                new float[(int) Shape.elements(entry.getValue())]))
                        .toList();
        Safetensors.write(file, Map.of(), tensors);
        return Files.readAllBytes(file);
    }
}
