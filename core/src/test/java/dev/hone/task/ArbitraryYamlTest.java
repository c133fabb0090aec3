package dev.hone.task;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;

/// Whatever stands in a task file or behind `--set`, the answer is a task or an [InputException].
class ArbitraryYamlTest {

    private static Path file = Path.of("");

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempDirectory("hone-yaml").resolve("task.yaml");
    }

    @AfterContainer
    static void removeFile() throws IOException {
        Files.deleteIfExists(file);
        Files.delete(file.getParent());
    }

    @Property(tries = 500)
    void anyBytesAreATaskOrRefused(@ForAll byte[] bytes) throws IOException {
        taskOrRefused(bytes, Map.of());
    }

    @Property(tries = 2000)
    void anyPiecesOfYamlAreATaskOrRefused(@ForAll("pieces") String yaml) throws IOException {
        taskOrRefused(yaml.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Property(tries = 1000)
    void anyOverrideIsTakenOrRefused(@ForAll("keys") String key, @ForAll String value)
            throws IOException {
        taskOrRefused(
                "data: { validation: v.csv }\n".getBytes(StandardCharsets.UTF_8),
                Map.of(key, value));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.oneOf(Arbitraries.of(TaskKeys.ALL), Arbitraries.strings());
    }

    /// Files that are nearly right get further than noise does.
    @Provide
    Arbitrary<String> pieces() {
        Arbitrary<String> key =
                Arbitraries.of(TaskKeys.ALL)
                        .map(name -> name.substring(name.lastIndexOf('.') + 1) + ": ");
        Arbitrary<String> piece =
                Arbitraries.oneOf(
                        key,
                        Arbitraries.of(
                                "data: { validation: v.csv }\n",
                                "prompt:\n  ",
                                "limits:\n  ",
                                "{",
                                "}",
                                "[",
                                "]",
                                ", ",
                                "\n",
                                "\n  ",
                                "\n- ",
                                "? ",
                                ": ",
                                "&a ",
                                "*a",
                                "!!binary ",
                                "!!int ",
                                "!x ",
                                "| \n",
                                ">-\n",
                                "---\n",
                                "...\n",
                                "%YAML 1.1\n",
                                "'",
                                "\"",
                                "\"\\x\"",
                                "#",
                                "\t",
                                "~",
                                "<<: ",
                                "1e9",
                                "0x1F",
                                "1_000",
                                ".nan",
                                "2001-01-01",
                                "yes",
                                "\u00e9",
                                "\uFEFF",
                                "\u0007",
                                "\uD83D\uDE00"));
        return Combinators.combine(piece.list().ofMaxSize(25), Arbitraries.strings().ofMaxLength(4))
                .as((pieces, noise) -> String.join("", pieces) + noise);
    }

    private static void taskOrRefused(byte[] yaml, Map<String, String> overrides)
            throws IOException {
        Files.write(file, yaml);
        try {
            assertThat(TaskFile.read(file, overrides).settings()).containsKey("seed");
        } catch (InputException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
        }
    }
}
