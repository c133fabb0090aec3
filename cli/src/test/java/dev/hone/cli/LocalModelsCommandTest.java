package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.gguf.ByteVocabulary;
import dev.hone.gguf.GgufValue;
import dev.hone.gguf.GgufWriter;
import dev.hone.gguf.NetworkShape;
import dev.hone.gguf.Tensor;
import dev.hone.gguf.TensorType;
import dev.hone.testkit.file.FileServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class LocalModelsCommandTest {

    @TempDir Path folder;
    private Cli cli;
    private Path models;

    @BeforeEach
    void begin() {
        models = folder.resolve("cache/hone/models");
        cli =
                new Cli(folder)
                        .with("XDG_CACHE_HOME", folder.resolve("cache").toString())
                        .with("OLLAMA_HOST", "127.0.0.1:1");
    }

    private static byte[] model(Path folder) throws Exception {
        NetworkShape shape = new NetworkShape(NetworkShape.Kind.GPT2, 258, 32, 1, 2, 32, 32);
        Map<String, GgufValue> metadata = new LinkedHashMap<>(shape.metadata("Tiny"));
        metadata.putAll(new ByteVocabulary(List.of(), List.of("<s>", "</s>")).metadata());
        List<Tensor> tensors = new ArrayList<>();
        shape.tensors()
                .forEach(
                        (name, sizes) ->
                                tensors.add(
                                        new Tensor(
                                                name,
                                                sizes,
                                                TensorType.F32,
                                                new float
                                                        [sizes.stream()
                                                                .reduce(1, (a, b) -> a * b)])));
        Path file = folder.resolve("made.gguf");
        GgufWriter.write(file, metadata, tensors);
        return Files.readAllBytes(file);
    }

    @Test
    void aModelIsDownloadedAndListed() throws Exception {
        try (FileServer server = new FileServer()) {
            server.put("/models/tiny-q8.gguf", model(folder));

            assertThat(cli.run("models", "pull", server.url("/models/tiny-q8.gguf"))).isZero();
            assertThat(cli.out()).isEqualTo("local:tiny-q8.gguf\n");
            assertThat(models.resolve("tiny-q8.gguf")).exists();

            assertThat(cli.run("models", "pull", server.url("/models/tiny-q8.gguf"))).isZero();
            assertThat(cli.err()).contains("already there");
        }
        Files.writeString(models.resolve("broken.gguf"), "GGUF");

        assertThat(cli.run("models")).isZero();
        assertThat(cli.out())
                .contains("local:FILE.gguf")
                .containsPattern("tiny-q8\\.gguf +0\\.1 MB +gpt2 +0\\.0 M +F32 +32")
                .containsPattern("broken\\.gguf +0\\.0 MB +no model");
        assertThat(cli.run("models", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(cli.out());
        assertThat(json.path("models").path(1).path("spec").asText())
                .isEqualTo("local:tiny-q8.gguf");
        assertThat(json.path("models").path(0).path("problem").asText()).contains("byte 4");
    }

    @Test
    void aWrongChecksumLeavesNothing() throws Exception {
        try (FileServer server = new FileServer()) {
            server.put("/tiny.gguf", model(folder));

            assertThat(
                            cli.run(
                                    "models",
                                    "pull",
                                    server.url("/tiny.gguf"),
                                    "--sha256",
                                    "0".repeat(64)))
                    .isEqualTo(2);
            assertThat(cli.err()).contains("has the SHA-256").contains("0".repeat(64));
            assertThat(models.resolve("tiny.gguf")).doesNotExist();
        }
    }

    @Test
    void whatIsNoModelIsNotKept() throws Exception {
        try (FileServer server = new FileServer()) {
            server.put("/page.gguf", "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));

            assertThat(cli.run("models", "pull", server.url("/page.gguf"))).isEqualTo(2);
            assertThat(cli.err()).contains("begins with the letters GGUF");
            assertThat(models.resolve("page.gguf")).doesNotExist();
        }
    }

    @Test
    void addressesWithoutAHarmlessNameAreRefused() {
        for (String address :
                List.of(
                        "https://example.org/a/..%2f..%2fx.gguf",
                        "https://example.org/.gguf",
                        "https://example.org/model.bin",
                        "https://example.org/-x.gguf",
                        "hf:only/two",
                        "hf:a/b/../c.gguf",
                        "no address")) {
            assertThat(cli.run("models", "pull", address)).as(address).isEqualTo(2);
        }
        assertThat(cli.run("models", "pull", "https://example.org/x.gguf", "--sha256", "12"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("64 hexadecimal digits");
    }
}
