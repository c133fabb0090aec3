package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.cli.terminal.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The experiment with the real network, as small as it gets.
class ReproduceNativeTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Hone.run(
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        Map.of(),
                        folder.toAbsolutePath(),
                        0,
                        () -> Instant.EPOCH),
                arguments);
    }

    @Test
    void policiesWritePromptsAndAreKept() throws IOException {
        Files.createDirectories(folder.resolve("data/imdb"));
        for (String split : List.of("train", "test")) {
            Files.writeString(
                    folder.resolve("data/imdb/" + split + ".csv"),
                    "input,target\n"
                            + String.join(
                                    "\n",
                                    IntStream.range(0, 24)
                                            .mapToObj(
                                                    i ->
                                                            "%s film %d,%s"
                                                                    .formatted(
                                                                            split,
                                                                            i,
                                                                            i % 2 == 0
                                                                                    ? "positive"
                                                                                    : "negative"))
                                            .toList()));
        }
        Files.writeString(
                folder.resolve("data/imdb/prompts.txt"), "Positive or Negative?\nSay it.\n");
        Files.writeString(
                folder.resolve("skills.json"),
                """
                {"skills": [{"name": "labels", "share": 0.6, "cues": ["positive"], "phrases": ["Positive."]}],
                 "distractors": []}
                """);
        String[] command = {
            "reproduce",
            "qpo",
            "--task-model",
            "synthetic:skills.json",
            "--data",
            "data",
            "--tasks",
            "imdb",
            "--setting",
            "zero-shot",
            "--rewrites",
            "0",
            "--epochs",
            "1",
            "--out",
            "out"
        };
        assertThat(run(command)).as(err.toString(UTF_8)).isZero();
        String table = out.toString(UTF_8);
        assertThat(table).containsPattern("(?m)^imdb( +\\d+\\.\\d\\*?){6}$");
        assertThat(folder.resolve("out/policies/zero-shot/imdb/seed-1/no-reward-loss"))
                .isDirectoryContaining("glob:**policy.safetensors");

        assertThat(run(command)).as(err.toString(UTF_8)).isZero();
        assertThat(out.toString(UTF_8).lines().filter(line -> line.startsWith("imdb")))
                .containsExactlyElementsOf(
                        table.lines().filter(line -> line.startsWith("imdb")).toList());
        assertThat(out.toString(UTF_8)).contains(", 0 of them now.");
    }
}
