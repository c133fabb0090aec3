package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Example;
import dev.hone.InputException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whatever stands in a file, the answer is examples or an [InputException].
class ArbitraryBytesTest {

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("hone-bytes");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        for (String extension : List.of("jsonl", "json", "csv")) {
            Files.deleteIfExists(folder.resolve("data." + extension));
        }
        Files.delete(folder);
    }

    @Property(tries = 600)
    void anyBytesAreExamplesOrRefused(@ForAll byte[] bytes, @ForAll("extensions") String extension)
            throws IOException {
        examplesOrRefused(bytes, extension);
    }

    @Property(tries = 1500)
    void anyPiecesOfFilesAreExamplesOrRefused(
            @ForAll("pieces") String content, @ForAll("extensions") String extension)
            throws IOException {
        examplesOrRefused(content.getBytes(StandardCharsets.UTF_8), extension);
    }

    @Provide
    Arbitrary<String> extensions() {
        return Arbitraries.of("jsonl", "json", "csv");
    }

    /// Files that are nearly right get further than noise does.
    @Provide
    Arbitrary<String> pieces() {
        Arbitrary<String> piece =
                Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        "\"\"",
                        ",",
                        ":",
                        "\n",
                        "\r\n",
                        "\\",
                        "\\u",
                        "-",
                        "1e999",
                        "input",
                        "\"input\":",
                        "\"target\":",
                        "\"id\":",
                        "\"choices\":",
                        "input,target\n",
                        "id,choices,input,target\n",
                        "null",
                        "true",
                        " ",
                        "\t",
                        "{\"input\":\"a\",\"target\":\"b\"}",
                        "[[\"x\"]]",
                        "NaN",
                        "\u00e9",
                        "\uFEFF",
                        "\u0001",
                        "//",
                        "\uD83D\uDE00");
        return Combinators.combine(piece.list().ofMaxSize(30), Arbitraries.strings().ofMaxLength(5))
                .as((pieces, noise) -> String.join("", pieces) + noise);
    }

    private static void examplesOrRefused(byte[] bytes, String extension) throws IOException {
        Path file = Files.write(folder.resolve("data." + extension), bytes);
        try {
            List<Example> examples = DatasetReader.read(file, FieldMapping.DEFAULTS);

            assertThat(examples).isNotEmpty().noneMatch(example -> example.input().isBlank());
        } catch (InputException e) {
            assertThat(e.getMessage())
                    .startsWith(file.toString())
                    .endsWith(".")
                    .doesNotContainPattern("[\\p{Cntrl}]");
        }
    }
}
