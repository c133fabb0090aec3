package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Version;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.run.RunEvent;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// `hone replay`, and what it and `hone resume` refuse.
class ReplayCommandTest {

    private static final Path EXAMPLE = Cli.ROOT.resolve("examples/synthetic");
    private static final List<String> FILES =
            List.of("prompt.txt", "request.txt", "result.json", "trajectory.jsonl", "report.html");

    @TempDir private Path folder;

    private Cli cli;

    @BeforeEach
    void copyTheExample() throws IOException {
        Files.createDirectories(folder.resolve("task"));
        for (String name :
                List.of(
                        "task.yaml",
                        "skills.json",
                        "train.jsonl",
                        "validation.jsonl",
                        "test.jsonl")) {
            Files.copy(EXAMPLE.resolve(name), folder.resolve("task").resolve(name));
        }
        cli = new Cli(folder);
    }

    private void optimize(String stopAfter, int code) {
        int ended =
                cli.run("optimize", "task/task.yaml", "--out", "run", "--stop-after", stopAfter);
        assertThat(ended).as(cli.err()).isEqualTo(code);
    }

    @Test
    void aFinishedRunIsMadeAgainToTheByteWithoutItsModel() throws IOException {
        optimize("steps=2", 0);
        long before = answersAndEvents();
        Files.delete(folder.resolve("task/skills.json"));
        assertThat(cli.run("replay", "run", "--out", "again")).as(cli.err()).isZero();
        for (String file : FILES) {
            assertThat(cli.out()).containsPattern(file + " +the same, byte for byte");
            assertThat(folder.resolve("again").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("run").resolve(file));
        }
        assertThat(answersAndEvents()).isEqualTo(before);
    }

    @Test
    void theDefaultFolderIsANewOne() {
        optimize("steps=1", 0);
        assertThat(cli.run("replay", "run")).as(cli.err()).isZero();
        assertThat(cli.run("replay", "run")).as(cli.err()).isZero();
        assertThat(folder.resolve("run-replay/result.json")).exists();
        assertThat(cli.out()).containsPattern("written +run-replay-2");
    }

    @Test
    void aRunThatEndedByABudgetFindsTheSamePrompt() {
        optimize("calls=900", 3);
        int code = cli.run("replay", "run");
        assertThat(cli.out())
                .containsPattern("prompt.txt +the same, byte for byte")
                .containsPattern("trajectory.jsonl +the same, byte for byte");
        // A step cut short may have used more of its answers before it was dropped.
        assertThat(code == 0 || cli.out().contains("result.json        differs in usage"))
                .as(cli.out())
                .isTrue();
    }

    @Test
    void aRunResumedWithOtherStopConditionsIsReplayedWithThose() throws IOException {
        optimize("calls=900", 3);
        List<RunEvent> first = events();
        for (int i = 0; i < 2; i++) {
            Files.deleteIfExists(folder.resolve("run/result.json"));
            assertThat(cli.run("resume", "run", "--stop-after", "calls=100000,steps=2")).isZero();
        }
        assertThat(cli.run("replay", "run")).as(cli.err() + cli.out()).isZero();
        List<RunEvent> both = events();
        assertThat(both.subList(0, first.size())).isEqualTo(first);

        Files.delete(folder.resolve("runs/ledger.db"));
        assertThat(
                        cli.run(
                                "optimize",
                                "task/task.yaml",
                                "--out",
                                "clean",
                                "--stop-after",
                                "calls=100000,steps=2"))
                .isZero();
        assertThat(both.subList(first.size(), both.size())).isEqualTo(events());
    }

    @Test
    void aFileThatWasEditedIsSaidToDiffer() throws IOException {
        optimize("steps=1", 0);
        Path file = folder.resolve("run/result.json");
        ObjectMapper json = new ObjectMapper();
        ObjectNode result = (ObjectNode) json.readTree(file.toFile());
        json.writeValue(file.toFile(), result.put("steps", 2));
        assertThat(cli.run("replay", "run")).isEqualTo(2);
        assertThat(cli.out())
                .containsPattern("result.json +differs in steps\\R")
                .containsPattern("prompt.txt +the same");
    }

    @Test
    void anAnswerThatIsGoneIsNamedWithTheRemedy() throws SQLException {
        optimize("steps=1", 0);
        sql("DELETE FROM answers WHERE id = 5");
        assertThat(cli.run("replay", "run")).isEqualTo(2);
        assertThat(cli.err())
                .contains("The task-model is asked something that the ledger has no answer to")
                .contains("ledger verify");
        assertThat(folder.resolve("run-replay/result.json")).doesNotExist();
    }

    @Test
    void aRunOfAnotherVersionSaysSoWhenAnAnswerIsMissing() throws SQLException, IOException {
        optimize("steps=1", 0);
        edit("run/run.json", "\"" + Version.CURRENT + "\"", "\"0.0.1\"");
        assertThat(cli.run("replay", "run")).as(cli.err()).isZero();
        sql("DELETE FROM answers WHERE id = 5");
        assertThat(cli.run("replay", "run")).isEqualTo(2);
        assertThat(cli.err()).contains("the run was made by Hone 0.0.1");
    }

    @Test
    void anInterruptedRunSaysThatItHasNotFinished() throws SQLException {
        optimize("steps=2", 0);
        sql("DELETE FROM events WHERE position > 3");
        sql("DELETE FROM answers WHERE id > 300");
        assertThat(cli.run("replay", "run")).isEqualTo(2);
        assertThat(cli.err()).contains("This run has not finished").contains("./hone resume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "replay"})
    void changedDataAreRefusedByFileAndDigest(String command) throws IOException {
        optimize("calls=900", 3);
        Files.writeString(
                folder.resolve("task/validation.jsonl"),
                "{\"input\": \"new\", \"target\": \"old\"}\n");
        assertThat(cli.run(command, "run")).isEqualTo(2);
        assertThat(cli.err())
                .containsPattern(
                        "data validation \\(validation.jsonl\\): its content was [0-9a-f]{12}…, is"
                                + " [0-9a-f]{12}…")
                .doesNotContain("data test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "metric: exact; metric: contains; metric: was \"exact\", is \"contains\"",
                "seed: 1; seed: 77; seed: was \"1\", is \"77\"",
                "step by step; word by word; prompt.seed: was \"Let's think step by step.\"",
                "{{input}}\\n{{prompt}}; {{prompt}} -- {{input}}; is \"{{prompt}} -- {{input}}\"",
                "preset: default; preset: paper; optimizer.preset: was \"default\"",
                "task-model:      { spec: \"synthetic:skills.json\" };"
                        + " task-model: { spec: \"synthetic:skills.json\", temperature: 0.5 };"
                        + " task-model.temperature: was \"0\", is \"0.5\"",
                "optimizer-model: { spec: \"synthetic:skills.json\" };"
                        + " optimizer-model: { spec: \"synthetic:other.json\" };"
                        + " optimizer-model.spec: was \"synthetic:skills.json@",
            })
    void changedSettingsAreRefusedByKeyAndValue(String before, String now, String named)
            throws IOException {
        optimize("calls=900", 3);
        Files.copy(folder.resolve("task/skills.json"), folder.resolve("task/other.json"));
        edit("task/other.json", "Take a deep breath.", "Breathe.");
        edit("task/task.yaml", before, now);
        for (String command : List.of("resume", "replay")) {
            assertThat(cli.run(command, "run")).as(command).isEqualTo(2);
            assertThat(cli.err()).as(command).contains(named).contains("has changed");
        }
    }

    @Test
    void stopConditionsThatTheTaskFileGainedAreRefused() throws IOException {
        optimize("steps=1", 0);
        edit("task/task.yaml", "seed: 1", "seed: 1\nstop-after: { patience: 1 }");
        assertThat(cli.run("replay", "run")).isEqualTo(2);
        assertThat(cli.err()).contains("stop conditions have changed").contains("patience");
    }

    @Test
    void aLedgerThatIsGoneIsNamed() throws IOException {
        optimize("steps=1", 0);
        Files.delete(folder.resolve("runs/ledger.db"));
        assertThat(cli.run("replay", "run")).isEqualTo(2);
        assertThat(cli.err()).contains("The ledger of this run").contains("is gone");
    }

    private void edit(String name, String before, String now) throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, now));
    }

    private List<RunEvent> events() {
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve("runs/ledger.db"))) {
            return ledger.read(ledger.runs().getFirst(), 0);
        }
    }

    private long answersAndEvents() {
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve("runs/ledger.db"))) {
            return ledger.answers().count() * 1000
                    + ledger.read(ledger.runs().getFirst(), 0).size();
        }
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("runs/ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
