package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.testkit.FaultServer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Laws 1 and 4 of the one number in a result that a clock measured. The server takes a different
/// time for each answer; what is made from one ledger is the same all the same.
class LatencyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPARED = "objectives: [words, latency]\n";
    private static final List<String> FILES =
            List.of("prompt.txt", "request.txt", "result.json", "trajectory.jsonl", "report.html");

    @TempDir private Path folder;
    private SmallTask task;
    private FaultServer server;
    private Cli cli;

    @BeforeEach
    void aRunWhoseServerIsGone() throws IOException {
        task = SmallTask.in(folder, 10, "stop-after: { steps: 2 }\n" + COMPARED);
        server = task.server().latency(Duration.ofMillis(1), Duration.ofMillis(30), 1).start();
        cli = task.cli(server);
        assertThat(cli.run("optimize", task.file(), "--out", "run")).as(cli.err()).isZero();
        server.close();
    }

    private JsonNode result(String run) throws IOException {
        return JSON.readTree(folder.resolve(run).resolve("result.json").toFile());
    }

    private void assertSameFiles(String run) {
        for (String file : FILES) {
            assertThat(folder.resolve(run).resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    private void keepTheFiles() throws IOException {
        Files.createDirectories(folder.resolve("whole"));
        for (String file : FILES) {
            Files.copy(folder.resolve("run").resolve(file), folder.resolve("whole").resolve(file));
        }
    }

    private void edit(String before, String now) throws IOException {
        String text = Files.readString(task.file());
        assertThat(text).contains(before);
        Files.writeString(task.file(), text.replace(before, now));
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("runs/ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void aRunIsResumedAndReplayedToTheSameBytes() throws Exception {
        JsonNode pareto = result("run").get("pareto");
        assertThat(pareto).isNotEmpty();
        assertThat(pareto)
                .allSatisfy(point -> assertThat(point.get("medianMillis").asLong()).isPositive());
        keepTheFiles();

        sql("DELETE FROM events WHERE position > 3");
        Files.delete(folder.resolve("run/result.json"));
        assertThat(cli.run("resume", "run")).as(cli.err()).isZero();
        assertSameFiles("run");

        assertThat(cli.run("replay", "run", "--out", "again")).as(cli.err()).isZero();
        assertSameFiles("again");
    }

    @Test
    void whatIsComparedMayChangeAndIsReplayedAsItWas() throws Exception {
        keepTheFiles();
        edit(COMPARED, "");
        assertThat(cli.run("replay", "run", "--out", "again")).as(cli.err()).isZero();
        assertSameFiles("again");

        Files.delete(folder.resolve("run/result.json"));
        assertThat(cli.run("resume", "run")).as(cli.err()).isZero();
        assertThat(result("run").get("pareto"))
                .noneSatisfy(point -> assertThat(point.has("medianMillis")).isTrue());
        assertThat(result("run").at("/provenance/settings").has("objectives")).isFalse();

        edit("stop-after", "objectives: [latency]\nstop-after");
        assertThat(cli.run("replay", "run", "--out", "third")).as(cli.err()).isZero();
        assertThat(folder.resolve("third/result.json"))
                .hasSameBinaryContentAs(folder.resolve("run/result.json"));
    }

    @Test
    void anEvaluationHasItWhereItIsNamed() throws IOException {
        JsonNode named = evaluate("runs/ledger.db", null);
        JsonNode alone = evaluate("runs/ledger.db", "words");

        assertThat(named.get("medianMillis").asLong()).isPositive();
        assertThat(alone.has("medianMillis")).isFalse();
        assertThat(alone.get("score")).isEqualTo(named.get("score"));
    }

    private JsonNode evaluate(String ledger, @Nullable String objectives) throws IOException {
        String set = "objectives=" + Objects.requireNonNullElse(objectives, "words,latency");
        int code = cli.run("evaluate", task.file(), "--json", "--ledger", ledger, "--set", set);
        assertThat(code).as(cli.err()).isZero();
        return JSON.readTree(cli.out()).at("/evaluations/0");
    }

    @Test
    void itGoesWithAnExportAndAnExportFromBeforeHasNone() throws IOException {
        assertThat(cli.run("ledger", "export", "all.jsonl")).as(cli.err()).isZero();
        assertThat(cli.run("ledger", "import", "all.jsonl", "--ledger", "copy.db")).isZero();
        assertThat(latencies("copy.db"))
                .isEqualTo(latencies("runs/ledger.db"))
                .doesNotContainNull();
        assertThat(evaluate("copy.db", null)).isEqualTo(evaluate("runs/ledger.db", null));

        String text = Files.readString(folder.resolve("all.jsonl"));
        String old = text.replaceAll("(\"outputTokens\":-?[0-9]+),\"millis\":[0-9]+", "$1");
        assertThat(old).hasSizeLessThan(text.length());
        Files.writeString(folder.resolve("old.jsonl"), old);
        assertThat(cli.run("ledger", "import", "old.jsonl", "--ledger", "old.db"))
                .as(cli.err())
                .isZero();
        assertThat(latencies("old.db")).containsOnlyNulls();
        JsonNode unknown = evaluate("old.db", null);
        assertThat(unknown.get("medianMillis").isNull()).isTrue();

        // Both tell the same events.
        assertThat(cli.run("ledger", "import", "old.jsonl")).as(cli.err()).isZero();
        assertThat(cli.out()).contains("0 answers, 0 attempts and 0 events are new");
    }

    private List<@Nullable Duration> latencies(String ledger) {
        try (SqliteLedger from = SqliteLedger.open(folder.resolve(ledger))) {
            return from.answers().<@Nullable Duration>map(one -> one.response().latency()).toList();
        }
    }

    @Test
    void aTableOfAnswersHasItsColumn() throws IOException {
        assertThat(cli.run("ledger", "export", "answers.csv")).as(cli.err()).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("answers.csv"));
        assertThat(lines.getFirst()).endsWith(",\"output_tokens\",\"millis\"");
        assertThat(lines.getLast()).matches(".*,\"?[0-9]+\"?");
    }
}
