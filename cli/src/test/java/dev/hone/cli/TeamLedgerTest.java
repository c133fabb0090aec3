package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.testkit.FaultServer;
import dev.hone.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// Whole commands with a ledger in PostgreSQL.
class TeamLedgerTest {

    private static TestPostgres postgres;

    @TempDir private Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        postgres =
                TestPostgres.start()
                        .orElseGet(
                                () ->
                                        Assumptions.abort(
                                                "Runs with a ledger in PostgreSQL need initdb and"
                                                        + " postgres; this system has not."));
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void aRunIsResumedFromTheDatabaseAndItsPasswordStandsNowhere() throws Exception {
        SmallTask task = SmallTask.in(folder, 10, "stop-after: { steps: 2, calls: 60 }\n");
        String url = postgres.url() + "&password=" + TestPostgres.PASSWORD;
        try (FaultServer server = task.server().start()) {
            Cli cli = task.cli(server);
            assertThat(cli.run("optimize", "task.yaml", "--out", "run", "--ledger", url))
                    .as(cli.err())
                    .isEqualTo(3);
            assertNoPassword(cli);
            int asked = server.requestCount();
            assertThat(asked).isPositive();

            assertThat(cli.run("resume", "run", "--stop-after", "calls=1000")).isEqualTo(2);
            assertThat(cli.err()).contains("PGPASSWORD");

            cli.with("PGPASSWORD", TestPostgres.PASSWORD);
            assertThat(cli.run("resume", "run", "--stop-after", "calls=1000"))
                    .as(cli.err())
                    .isZero();
            int whole = server.requestCount();
            assertThat(whole).isGreaterThan(asked);

            assertThat(cli.run("optimize", "task.yaml", "--out", "again", "--ledger", url))
                    .as(cli.err())
                    .isZero();
            assertThat(server.requestCount()).as("calls of the same run again").isEqualTo(whole);
            assertThat(cli.run("gap", "--from-ledger", "--ledger", url)).as(cli.err()).isZero();
            assertNoPassword(cli);
        }
        assertThat(folder.resolve("runs")).doesNotExist();
        assertThat(folder.resolve("run/run.json")).content().contains(postgres.url());
        for (Path file : files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(TestPostgres.PASSWORD);
        }
    }

    @Test
    void doctorConnectsToTheDatabase() {
        Cli cli = new Cli(folder);
        cli.run("doctor", "--ledger", postgres.url());
        assertThat(cli.out()).contains("!!  ledger").contains("PGPASSWORD");
        cli.with("PGPASSWORD", TestPostgres.PASSWORD).run("doctor", "--ledger", postgres.url());
        assertThat(cli.out()).contains("ok  ledger").contains("PostgreSQL ");
        assertNoPassword(cli);
    }

    @Test
    void theDatabaseIsVerifiedAndPacked() throws Exception {
        String admin = postgres.url() + "&password=" + TestPostgres.PASSWORD;
        sql(admin, "CREATE SCHEMA care");
        String url = postgres.url() + "&currentSchema=care";
        SmallTask task = SmallTask.in(folder, 10, "stop-after: { steps: 1 }\n");
        try (FaultServer server = task.server().start()) {
            Cli cli = task.cli(server).with("PGPASSWORD", TestPostgres.PASSWORD);
            assertThat(cli.run("ledger", "verify", "--ledger", url)).isEqualTo(2);
            assertThat(cli.err()).contains("There is no ledger", "schema care");
            assertThat(cli.run("optimize", "task.yaml", "--out", "care", "--ledger", url))
                    .as(cli.err())
                    .isZero();
            assertThat(cli.run("ledger", "verify", "--ledger", url)).as(cli.err()).isZero();
            assertThat(cli.out())
                    .startsWith("jdbc:postgresql://")
                    .containsPattern(" [1-9][0-9]* answers, [1-9][0-9]* attempts, ")
                    .contains("runs: 1, all sound.");
            cli.run("ledger", "export", "before.jsonl", "--ledger", url);
            assertThat(cli.run("ledger", "compact", "--ledger", url)).as(cli.err()).isZero();
            assertThat(cli.out()).contains(" takes ", "before it took ");
            cli.run("ledger", "export", "after.jsonl", "--ledger", url);
            assertThat(folder.resolve("after.jsonl"))
                    .hasSameBinaryContentAs(folder.resolve("before.jsonl"));
            sql(admin, "UPDATE care.hone_events SET event = '{}' WHERE position = 1");
            assertThat(cli.run("ledger", "verify", "--ledger", url)).isEqualTo(2);
            assertThat(cli.out()).contains("Event 1 of run ").contains("does not match");
            assertThat(cli.err()).contains("1 damages");
            assertNoPassword(cli);
        }
    }

    private static void sql(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertNoPassword(Cli cli) {
        assertThat(cli.out() + cli.err()).doesNotContain(TestPostgres.PASSWORD);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
