package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Example;
import dev.hone.data.DatasetReader;
import dev.hone.data.FieldMapping;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.limit.Spent;
import dev.hone.run.RunId;

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
import java.util.ArrayList;
import java.util.List;

/// `hone ledger` on the ledger of a whole run.
class LedgerCommandTest {

    private static final Path TASK = Cli.ROOT.resolve("examples/synthetic/task.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path made;
    @TempDir private Path folder;

    private Cli cli;

    @BeforeEach
    void copyALedger() throws IOException {
        Path once = made.resolve("run.db");
        if (!Files.exists(once)) {
            Cli maker = new Cli(made);
            int code =
                    maker.run(
                            "optimize",
                            TASK,
                            "--out",
                            "run",
                            "--ledger",
                            "run.db",
                            "--stop-after",
                            "steps=1");
            assertThat(code).as(maker.err()).isZero();
        }
        Files.createDirectories(folder.resolve("runs"));
        Files.copy(once, ledger());
        cli = new Cli(folder);
    }

    private Path ledger() {
        return folder.resolve("runs/ledger.db");
    }

    @Test
    void statsCountWhatTheRunsResultCounts() throws IOException {
        JsonNode result = JSON.readTree(made.resolve("run/result.json").toFile());
        assertThat(cli.run("ledger", "stats", "--json")).as(cli.err()).isZero();
        JsonNode stats = JSON.readTree(cli.out());
        JsonNode task = result.at("/usage/taskModel");
        JsonNode optimizer = result.at("/usage/optimizerModel");
        assertThat(stats.at("/answers").asLong())
                .isEqualTo(task.at("/calls").asLong() + optimizer.at("/calls").asLong())
                .isEqualTo(stats.at("/models/0/answers").asLong())
                .isEqualTo(stats.at("/byRun/0/answers").asLong())
                .isPositive();
        assertThat(stats.at("/inputTokens").asLong())
                .isEqualTo(
                        task.at("/inputTokens").asLong() + optimizer.at("/inputTokens").asLong());
        assertThat(stats.at("/runs").asInt()).isEqualTo(1);
        assertThat(stats.at("/events").asInt()).isEqualTo(stats.at("/byRun/0/events").asInt());
        JsonNode run = stats.at("/byRun/0");
        assertThat(run.at("/attempts").asLong())
                .isEqualTo(run.at("/answers").asLong())
                .isEqualTo(stats.at("/attempts").asLong());
        assertThat(run.at("/failed").asLong()).isZero();
        assertThat(run.at("/unsettled").asLong()).isZero();
        assertThat(stats.at("/bytes").asLong()).isEqualTo(Files.size(ledger()));
        assertThat(stats.at("/models/0/model").asText()).startsWith("synthetic:skills.json@");
        assertThat(cli.run("ledger", "stats")).isZero();
        assertThat(cli.out()).contains("runs/ledger.db, ", " answers, ", "run antonyms-2026");
        assertThat(cli.out()).containsPattern("\\d attempts, 0 failed, 0 under way or killed");
    }

    @Test
    void statsTellWhatFailedAndWhatWasKilled() throws SQLException, IOException {
        sql(
                "DELETE FROM answers WHERE id IN (3, 4, 5);"
                        + " DELETE FROM settlements WHERE number = 8");
        assertThat(cli.run("ledger", "stats", "--json")).as(cli.err()).isZero();
        JsonNode run = JSON.readTree(cli.out()).at("/byRun/0");
        assertThat(run.at("/unsettled").asLong()).isEqualTo(1);
        // One of the three that are gone is made up for by the answer to attempt 8.
        assertThat(run.at("/failed").asLong()).isEqualTo(2);
    }

    @Test
    void statsPriceWhatHasAPrice() throws IOException {
        Files.writeString(
                folder.resolve("prices.yaml"),
                "as-of: 2026-01-01\n"
                        + "models:\n"
                        + "  - { model: \"synthetic:*\", input: 1, output: 1000 }\n");
        cli.with("HONE_PRICES", "prices.yaml");
        assertThat(cli.run("ledger", "stats", "--json")).as(cli.err()).isZero();
        JsonNode stats = JSON.readTree(cli.out());
        double expected =
                stats.at("/inputTokens").asLong() / 1e6 + stats.at("/outputTokens").asLong() / 1e3;
        assertThat(stats.at("/usd").asDouble())
                .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(stats.at("/unpriced").asInt()).isZero();
    }

    @Test
    void anIntactLedgerIsSound() {
        assertThat(cli.run("ledger", "verify")).as(cli.err()).isZero();
        assertThat(cli.out()).containsPattern(" [1-9][0-9,]* attempts").contains("all sound");
    }

    @Test
    void aLedgerFromBeforeAttemptsIsSound() throws SQLException {
        sql(
                "CREATE TABLE old AS SELECT key, request, response, run, checksum FROM answers;"
                    + " DROP VIEW answers; DROP TABLE answer_rows; ALTER TABLE old RENAME TO"
                    + " answers; DROP TABLE answer_keys; DROP TABLE indexed; DROP TABLE attempts;"
                    + " DROP TABLE settlements; PRAGMA user_version = 1");
        assertThat(cli.run("ledger", "verify")).as(cli.err()).isZero();
        assertThat(cli.out()).contains(" 0 attempts, ", "all sound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "UPDATE answer_rows SET answer = '1' || answer WHERE id = 3"
                        + "~does not match its checksum",
                "UPDATE answer_rows SET answer = answer || '2' WHERE id = 3"
                        + "~does not match its checksum",
                "UPDATE answer_rows SET answer = '' WHERE id = 3~does not match its checksum",
                "DELETE FROM answer_keys WHERE id = 3~is missing in the index",
                "DELETE FROM events WHERE position = 1~the events from 1 to 1 are missing",
                "UPDATE events SET event = '{}' WHERE position = 2"
                        + "~Event 2 of run antonyms-20260102",
                "UPDATE attempts SET model = 'other' WHERE number = 4"
                        + "~Attempt 4 of run antonyms-20260102",
                "UPDATE attempts SET usd = '1E999999999' WHERE number = 4"
                        + "~Attempt 4 of run antonyms-20260102",
                "UPDATE settlements SET tokens = 0, usd = 'a lot' WHERE number = 5"
                        + "~The settlement of attempt 5 of run antonyms-20260102",
                "DELETE FROM settlements WHERE number > 2; DELETE FROM attempts WHERE number = 3"
                        + "~the attempts from 3 to 3 are missing",
                "INSERT INTO settlements VALUES('gone', 7, 0, '0', 0, 0)"
                        + "~Of run gone there is a settlement of attempt 7, but not the attempt",
            })
    void damageIsListed(String damage, String named) throws SQLException {
        sql(damage);
        assertThat(cli.run("ledger", "verify")).isEqualTo(2);
        assertThat(cli.out()).contains(named);
        assertThat(cli.err()).contains("1 damages");
    }

    @Test
    void ofManyDamagesAHundredAreListed() throws SQLException {
        sql("UPDATE answer_rows SET answer = '1' || answer");
        assertThat(cli.run("ledger", "verify")).isEqualTo(2);
        assertThat(cli.out().lines()).hasSize(101);
        assertThat(cli.out()).containsPattern("… and \\d+ more\\.");
    }

    @Test
    void anOverwrittenPageIsDamageAndNotACrash() throws IOException {
        byte[] bytes = Files.readAllBytes(ledger());
        java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 20_000, (byte) 0x5A);
        Files.write(ledger(), bytes);
        assertThat(cli.run("ledger", "verify")).isEqualTo(2);
        assertThat(cli.err()).contains("damages").doesNotContain("internal error");
    }

    @Test
    void anExportComesBackWholeAndTheSame() throws IOException {
        assertThat(cli.run("ledger", "export", "out/all.jsonl")).as(cli.err()).isZero();
        assertThat(cli.run("ledger", "import", "out/all.jsonl", "--ledger", "copy.db"))
                .as(cli.err())
                .isZero();
        assertThat(cli.out()).contains(" are new; 0, 0 and 0 were there");
        assertThat(cli.run("ledger", "export", "-", "--ledger", "copy.db")).isZero();
        assertThat(cli.out()).isEqualTo(Files.readString(folder.resolve("out/all.jsonl")));
        assertThat(cli.run("ledger", "import", "out/all.jsonl", "--ledger", "copy.db")).isZero();
        assertThat(cli.out()).contains("0 answers, 0 attempts and 0 events are new");
    }

    @Test
    void aRunGoesOnFromAnImportedLedgerWithoutPaying() throws IOException {
        cli.run("ledger", "export", "all.jsonl");
        cli.run("ledger", "import", "all.jsonl", "--ledger", "copy.db");
        int code =
                cli.run(
                        "optimize",
                        TASK,
                        "--out",
                        "again",
                        "--ledger",
                        "copy.db",
                        "--stop-after",
                        "steps=1",
                        "--json");
        assertThat(code).as(cli.err()).isZero();
        assertThat(JSON.readTree(cli.out()).at("/usage/taskModel/calls").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.jsonl", "runs/ledger.db"})
    void anImportedRunHasSpentWhatItHad(String source) throws SQLException {
        sql("DELETE FROM settlements WHERE number = 8");
        Spent spent;
        RunId run;
        try (SqliteLedger original = SqliteLedger.open(ledger())) {
            run = original.runs().getFirst();
            spent = original.spent(run);
        }
        assertThat(spent.calls()).isGreaterThan(100);
        assertThat(spent.unsettled()).isEqualTo(1);
        cli.run("ledger", "export", "all.jsonl");
        assertThat(cli.run("ledger", "import", source, "--ledger", "copy.db"))
                .as(cli.err())
                .isZero();
        try (SqliteLedger copy = SqliteLedger.open(folder.resolve("copy.db"))) {
            assertThat(copy.spent(run)).isEqualTo(spent);
        }
        assertThat(cli.run("ledger", "verify", "--ledger", "copy.db")).isZero();
    }

    @Test
    void aSettlementThatCameLaterIsImportedToo() throws SQLException {
        cli.run("ledger", "export", "all.jsonl");
        sql("DELETE FROM settlements WHERE number IN (8, 9)");
        assertThat(cli.run("ledger", "import", "all.jsonl")).as(cli.err()).isZero();
        assertThat(cli.out()).contains("0 answers, 2 attempts and 0 events are new");
        assertThat(cli.run("ledger", "import", "all.jsonl")).isZero();
        assertThat(cli.out()).contains("0 answers, 0 attempts and 0 events are new");
    }

    @Test
    void anExportFromBeforeAttemptsWereExportedIsImported() throws IOException {
        cli.run("ledger", "export", "all.jsonl");
        List<String> lines =
                Files.readAllLines(folder.resolve("all.jsonl")).stream()
                        .filter(line -> !line.contains("\"kind\":\"attempt\""))
                        .map(line -> line.replaceFirst("\"attempts\":[0-9]+,(\"events\")", "$1"))
                        .toList();
        assertThat(lines.getLast()).doesNotContain("attempts");
        Files.write(folder.resolve("old.jsonl"), lines);
        assertThat(cli.run("ledger", "import", "old.jsonl", "--ledger", "copy.db"))
                .as(cli.err())
                .isZero();
        assertThat(cli.out()).contains(" 0 attempts and ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\":\"attempt\"(.*)\"number\":7,|\"kind\":\"attempt\"$1\"number\":6,"
                        + "|attempt 6 of the run .* stands where attempt 7 is expected",
                "(\"number\":7,.*\"millis\":)|$19"
                        + "|attempt 7 of the run .* differs from the one in the ledger",
            })
    void attemptsThatCannotBeAreRefused(String before, String now, String named)
            throws IOException {
        cli.run("ledger", "export", "all.jsonl");
        Path file = folder.resolve("all.jsonl");
        String text = Files.readString(file);
        String changed = text.replaceFirst(before, now);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
        assertThat(cli.run("ledger", "import", "all.jsonl")).isEqualTo(2);
        assertThat(cli.err()).containsPattern(named);
    }

    @Test
    void anotherLedgerIsMerged() {
        assertThat(cli.run("ledger", "import", "runs/ledger.db", "--ledger", "merged.db"))
                .as(cli.err())
                .isZero();
        try (SqliteLedger merged = SqliteLedger.open(folder.resolve("merged.db"));
                SqliteLedger original = SqliteLedger.open(ledger())) {
            assertThat(merged.answers()).isEqualTo(original.answers().toList());
            assertThat(merged.runs()).isEqualTo(original.runs());
            assertThat(merged.read(merged.runs().getFirst(), 0))
                    .isEqualTo(original.read(original.runs().getFirst(), 0));
        }
        assertThat(cli.run("ledger", "import", "runs/ledger.db")).isEqualTo(2);
        assertThat(cli.err()).contains("is the ledger itself");
    }

    @Test
    void aBadLineIsNamedAndNothingIsImported() throws IOException {
        cli.run("ledger", "export", "all.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("all.jsonl")));
        lines.set(200, lines.get(200).replace("\"samples\":1", "\"samples\":2"));
        Files.write(folder.resolve("all.jsonl"), lines);
        assertThat(cli.run("ledger", "import", "all.jsonl", "--ledger", "copy.db")).isEqualTo(2);
        assertThat(cli.err())
                .contains("all.jsonl, line 201: This is an answer whose key")
                .contains("Right would be");
        try (SqliteLedger copy = SqliteLedger.open(folder.resolve("copy.db"))) {
            assertThat(copy.answers()).isEmpty();
        }
    }

    @Test
    void aFileThatWasCutShortIsImportedWithAWarningOrRefused() throws IOException {
        cli.run("ledger", "export", "all.jsonl");
        List<String> lines = Files.readAllLines(folder.resolve("all.jsonl"));
        Files.write(folder.resolve("cut.jsonl"), lines.subList(0, 50));
        assertThat(cli.run("ledger", "import", "cut.jsonl", "--ledger", "copy.db")).isZero();
        assertThat(cli.err()).contains("warning: cut.jsonl has no end line");
        assertThat(cli.out()).contains("50 answers");
        List<String> holed = new ArrayList<>(lines);
        holed.remove(20);
        Files.write(folder.resolve("holed.jsonl"), holed);
        assertThat(cli.run("ledger", "import", "holed.jsonl", "--ledger", "copy.db")).isEqualTo(2);
        assertThat(cli.err()).contains("holed.jsonl is not whole");
    }

    @Test
    void anotherRunOfTheSameNameIsRefused() throws IOException {
        cli.run("ledger", "export", "all.jsonl");
        Path file = folder.resolve("all.jsonl");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"event\":\"run-finished\",\"reason\":\"steps\"",
                                "\"event\":\"run-finished\",\"reason\":\"score\""));
        assertThat(cli.run("ledger", "import", "all.jsonl")).isEqualTo(2);
        assertThat(cli.err()).contains("differs from the one in the ledger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void tablesAreReadBackAsData(String extension) {
        String answers = "answers." + extension;
        String evaluations = "evaluations." + extension;
        assertThat(cli.run("ledger", "export", answers)).as(cli.err()).isZero();
        assertThat(cli.run("ledger", "export", evaluations, "--table", "evaluations"))
                .as(cli.err())
                .isZero();
        List<Example> rows = read(answers, "last_message", "completion");
        try (SqliteLedger from = SqliteLedger.open(ledger())) {
            assertThat(rows)
                    .hasSize(
                            from.answers()
                                    .mapToInt(answer -> answer.response().completions().size())
                                    .sum());
            assertThat(rows.getFirst().variables())
                    .containsEntry(
                            "key",
                            from.answers().findFirst().orElseThrow().request().digest().hex())
                    .containsEntry("finish", "stop");
        }
        List<Example> scored = read(evaluations, "input", "reference");
        assertThat(scored).hasSizeGreaterThan(100);
        assertThat(scored.getFirst().variables())
                .containsEntry("split", "validation")
                .containsEntry("prompt", "Let's think step by step.");
    }

    private List<Example> read(String file, String input, String target) {
        FieldMapping fields = new FieldMapping(input, target, null, null, null, null);
        List<Example> rows = new ArrayList<>();
        DatasetReader.read(folder.resolve(file), fields).forEach(rows::add);
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, .jsonl",
        "a.jsonl --table answers, --table is for CSV",
        "a.csv --table answer, answers",
    })
    void whatCannotBeExportedIsSaid(String words, String named) {
        List<Object> arguments = new ArrayList<>(List.of("ledger", "export"));
        arguments.addAll(List.of(words.split(" ")));
        assertThat(cli.run(arguments.toArray())).isEqualTo(2);
        assertThat(cli.err()).contains(named);
    }

    @Test
    void compactDropsNothing() {
        cli.run("ledger", "export", "before.jsonl");
        assertThat(cli.run("ledger", "compact")).as(cli.err()).isZero();
        assertThat(cli.out()).contains("runs/ledger.db takes ").contains("before it took");
        cli.run("ledger", "export", "after.jsonl");
        assertThat(folder.resolve("after.jsonl"))
                .hasSameBinaryContentAs(folder.resolve("before.jsonl"));
        assertThat(cli.run("ledger", "verify")).isZero();
    }

    @Test
    void compactIsRefusedWhileTheLedgerIsInUse() {
        try (SqliteLedger used = SqliteLedger.open(ledger())) {
            assertThat(used.runs()).hasSize(1);
            assertThat(cli.run("ledger", "compact")).isEqualTo(2);
            assertThat(cli.err()).contains("is in use by another process");
            assertThat(used.answers()).isNotEmpty();
        }
        assertThat(cli.run("ledger", "compact")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "verify", "compact", "export -"})
    void aLedgerThatIsNotThereIsNotMade(String words) {
        List<Object> arguments = new ArrayList<>(List.of("ledger"));
        arguments.addAll(List.of(words.split(" ")));
        arguments.addAll(List.of("--ledger", "none.db"));
        assertThat(cli.run(arguments.toArray())).isEqualTo(2);
        assertThat(cli.err()).contains("There is no ledger none.db");
        assertThat(folder.resolve("none.db")).doesNotExist();
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
