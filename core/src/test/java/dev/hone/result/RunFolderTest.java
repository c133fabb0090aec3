package dev.hone.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.InputException;
import dev.hone.ledger.RoleUsage;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RunFolderTest {

    @TempDir Path temporary;

    private static final RunUsage USAGE =
            new RunUsage(
                    new RoleUsage(800, 12, 1, 90_000, 12_000, 0, new BigDecimal("0.0552")),
                    new RoleUsage(18, 0, 0, 0, 0, 18, null),
                    null);

    private static SampleRun run() {
        return SampleRun.judged("0".repeat(20), "1".repeat(18) + "0x");
    }

    @Test
    void holdsFourFilesAndNothingElse() throws IOException {
        var folder = write(temporary.resolve("runs/one"), run());

        try (var files = Files.list(folder.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "prompt.txt",
                            "request.txt",
                            "result.json",
                            "trajectory.jsonl",
                            "report.html");
        }
    }

    @Test
    void writesTheBestPromptToTheCharacter() throws IOException {
        var folder = write(temporary.resolve("run"), run());

        assertThat(Files.readString(folder.path().resolve("prompt.txt"))).isEqualTo("better");
    }

    @Test
    void writesTheSameBytesForTheSameEvents() throws IOException {
        var one = write(temporary.resolve("one"), run());
        var two = write(temporary.resolve("two"), run());

        for (String name : List.of("prompt.txt", "result.json", "trajectory.jsonl")) {
            assertThat(Files.readAllBytes(one.path().resolve(name)))
                    .isEqualTo(Files.readAllBytes(two.path().resolve(name)));
        }
    }

    @Test
    void writesTheContractOfResultJson() throws IOException {
        var folder = write(temporary.resolve("run"), run());

        assertThat(Files.readString(folder.path().resolve("result.json"))).isEqualTo(golden());
    }

    @Test
    void writesOneLineForEveryCandidate() throws IOException {
        var folder = write(temporary.resolve("run"), run());

        assertThat(Files.readString(folder.path().resolve("trajectory.jsonl")))
                .isEqualTo(
                        """
                        {"step":0,"prompt":"seed","parent":null,"score":0.5,"interval95":[0.150039,0.849961],"coverage":1.0,"editBudget":null,"editDistance":null,"status":"seed","note":"","selected":true,"best":true}
                        {"step":1,"prompt":"better","parent":"seed","score":0.75,"interval95":[0.300642,0.954413],"coverage":1.0,"editBudget":50,"editDistance":3,"status":"new","note":"","selected":true,"best":true}
                        """);
    }

    @Test
    void readsBackWhatItWrote() {
        var folder = write(temporary.resolve("run"), run());

        assertThat(RunFolder.open(folder.path()).readResult())
                .isEqualTo(RunResult.of(run().events(), USAGE, Scrutiny.NONE));
    }

    @Test
    void keepsTextThatUtf8CannotHold() throws IOException {
        var broken = "half \ud83d an emoji";
        var run =
                SampleRun.from(broken)
                        .validated(0, broken, "01")
                        .finished(StopReason.STEPS, broken, 0);
        var folder = write(temporary.resolve("run"), run);

        assertThat(folder.readResult().bestPrompt().text()).isEqualTo(broken);
        assertThat(Files.readString(folder.path().resolve("result.json")))
                .contains("half \\ud83d an");
        assertThat(Files.readString(folder.path().resolve("prompt.txt")))
                .isEqualTo("half \ufffd an emoji");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.json",
                "prompt.txt",
                "request.txt",
                "result.json",
                "trajectory.jsonl",
                "report.html"
            })
    void refusesAFolderThatHoldsARun(String trace) throws IOException {
        Files.createFile(temporary.resolve(trace));

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RunFolder.create(temporary))
                .withMessageContaining("already holds a run (" + trace + ")")
                .withMessageContaining("--out");
    }

    @Test
    void takesAFolderThatHoldsOtherFiles() throws IOException {
        Files.createFile(temporary.resolve("notes.md"));

        assertThat(RunFolder.create(temporary).path()).isEqualTo(temporary);
    }

    @Test
    void saysWhyAFolderCannotBeMade() throws IOException {
        var file = Files.createFile(temporary.resolve("file"));

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RunFolder.create(file))
                .withMessage(
                        "Cannot write "
                                + file
                                + ": a file of that name is in the way. Make it writable, on a"
                                + " disk with room, or choose another folder with --out.");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RunFolder.create(file.resolve("run")))
                .withMessageContaining("Cannot write");
    }

    @Test
    void leavesNothingBehindWhenAFileCannotBeWritten() throws IOException {
        var folder = RunFolder.create(temporary.resolve("run"));
        Files.createDirectories(folder.path().resolve("report.html/in the way"));

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> folder.writeReport("<html>"))
                .withMessageContaining("report.html");
        try (var files = Files.list(folder.path())) {
            assertThat(files).containsExactly(folder.path().resolve("report.html"));
        }
    }

    @Test
    void saysThatThereIsNoSuchRun() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RunFolder.open(temporary.resolve("nowhere")))
                .withMessageContaining("does not exist");
    }

    @Test
    void saysThatARunHasNotFinished() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RunFolder.open(temporary).readResult())
                .withMessageContaining("the run has not finished");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"task\": 3}",
                "{\"task\": \"a\", \"task\": \"b\"}",
                "null"
            })
    void saysWhereAResultIsBroken(String content) throws IOException {
        Files.writeString(temporary.resolve("result.json"), content);

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RunFolder.open(temporary).readResult())
                .withMessageContaining("result.json")
                .withMessageContaining("not a result of Hone");
    }

    @Test
    void readsAResultOfANewerVersion() throws IOException {
        var folder = write(temporary.resolve("run"), run());
        var file = folder.path().resolve("result.json");
        Files.writeString(
                file, Files.readString(file).replaceFirst("\\{", "{\"news\": [1, {\"a\": 2}],"));

        assertThat(folder.readResult().task()).isEqualTo("navigate");
    }

    private static RunFolder write(Path path, SampleRun run) {
        var folder = RunFolder.create(path);
        folder.write(
                RunResult.of(run.events(), USAGE, Scrutiny.NONE),
                "{{input}}\nThink.",
                TrajectoryLine.of(run.view()),
                "<html></html>");
        return folder;
    }

    private static String golden() throws IOException {
        try (var golden = RunFolderTest.class.getResourceAsStream("result.json")) {
            return new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
