package dev.hone.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.WritingProcess;
import dev.hone.limit.Amount;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.run.RunEvent.RunFinished;
import dev.hone.run.RunId;
import dev.hone.run.StopReason;
import dev.hone.testkit.LedgerContract;
import dev.hone.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class PostgresLedgerTest extends LedgerContract {

    private static final RunId RUN = new RunId("run");
    private static final RunId STRANGE = new RunId("a\u0000b \\0000 \uD800 \uDC00\uD83D\uDE42");

    private static TestDatabase database;

    private String url = "";

    @BeforeAll
    static void startServer() throws Exception {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void makeAnEmptySchema() {
        url = database.emptySchema();
    }

    @Override
    protected Ledger open() {
        return PostgresLedger.open(TestDatabase.parsed(url));
    }

    @Test
    void runsAndModelsMayHaveAnyNames() {
        try (Ledger ledger = open()) {
            ModelRequest request =
                    ModelRequest.of(
                            ModelSettings.of("\u0000", 0, 8),
                            List.of(Message.user("\u0000 \uD800 \\u0000")));
            RecordedAnswer answer =
                    new RecordedAnswer(request, ModelResponse.of("\uDC00\u0000\uD83D"), STRANGE);
            Attempt attempt =
                    ledger.begin(
                            STRANGE, Digest.of("q"), "\u0000\uDC00", Amount.NOTHING, Duration.ZERO);
            ledger.record(answer, attempt, Amount.NOTHING, Duration.ZERO);
            ledger.append(STRANGE, WritingProcess.event(1));
            assertThat(ledger.find(answer.request().digest())).contains(answer);
            assertThat(ledger.runs()).containsExactly(STRANGE);
            assertThat(ledger.read(STRANGE, 0)).containsExactly(WritingProcess.event(1));
            assertThat(ledger.spent(STRANGE).unsettled()).isZero();
        }
    }

    @Test
    void manyMayOpenANewLedgerAtOnce() throws Exception {
        int openers = 8;
        CyclicBarrier start = new CyclicBarrier(openers);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Callable<Long>> opening =
                    Collections.nCopies(
                            openers,
                            () -> {
                                start.await();
                                try (Ledger ledger = open()) {
                                    return ledger.append(RUN, WritingProcess.event(1));
                                }
                            });
            for (Future<Long> position : threads.invokeAll(opening)) {
                assertThat(position.get()).isBetween(0L, openers - 1L);
            }
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.read(RUN, 0)).hasSize(openers);
        }
    }

    @Test
    void aVirtualThreadThatIsInterruptedStillReadsAndClaims() throws Exception {
        try (Ledger ledger = open()) {
            RecordedAnswer answer = Answers.numbered(1);
            ledger.record(answer);
            CompletableFuture<Boolean> found = new CompletableFuture<>();
            Thread.startVirtualThread(
                    () -> {
                        Thread.currentThread().interrupt();
                        boolean claimed = ledger.claim(Digest.of("q")).isPresent();
                        found.complete(
                                claimed
                                        && ledger.find(answer.request().digest()).isPresent()
                                        && Thread.currentThread().isInterrupted());
                    });
            assertThat(found.get()).isTrue();
        }
    }

    @Test
    void sqlReadsAnswersAsJson() {
        try (Ledger ledger = open()) {
            ledger.record(Answers.numbered(7));
        }
        assertThat(
                        TestDatabase.rows(
                                url,
                                "SELECT response #>> '{completions,0,text}' FROM hone_answers"))
                .containsExactly("answer 7");
    }

    @Test
    void aCommitIsDurableEvenWhereTheServerWouldNotWait() throws Exception {
        database.sql("ALTER ROLE hone SET synchronous_commit = off");
        try (java.sql.Connection connection =
                Database.prepared(TestDatabase.parsed(url)).connect()) {
            assertThat(Database.text(connection, "SHOW synchronous_commit")).isEqualTo("on");
        } finally {
            database.sql("ALTER ROLE hone RESET synchronous_commit");
        }
    }

    @Test
    void aChangedAnswerIsReportedAsDamage() {
        RecordedAnswer answer = Answers.numbered(1);
        try (Ledger ledger = open()) {
            ledger.record(answer);
        }
        sql("UPDATE hone_answers SET response = replace(response::text, '1', '2')::json");
        try (Ledger ledger = open()) {
            assertThatThrownBy(() -> ledger.find(answer.request().digest()))
                    .isInstanceOf(HoneException.class)
                    .hasMessageContaining("request " + answer.request().digest().hex())
                    .hasMessageNotContaining("planted")
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void aMissingEventIsReportedAsDamage() {
        try (Ledger ledger = open()) {
            ledger.append(RUN, new RunFinished(StopReason.STEPS, new Prompt("first"), 1));
            ledger.append(RUN, new RunFinished(StopReason.STEPS, new Prompt("second"), 1));
            sql("DELETE FROM hone_events WHERE position = 0");
            assertThatThrownBy(() -> ledger.read(RUN, 0))
                    .isInstanceOf(HoneException.class)
                    .hasMessageContaining("event 0 of run run is missing");
        }
    }

    @Test
    void aChangedSettlementIsReportedAsDamage() {
        try (Ledger ledger = open()) {
            Attempt attempt =
                    ledger.begin(RUN, Digest.of("q"), "model", Amount.NOTHING, Duration.ZERO);
            ledger.settle(attempt, Amount.NOTHING, Duration.ZERO);
            sql("UPDATE hone_settlements SET usd = 'a lot'");
            assertThatThrownBy(() -> ledger.spent(RUN))
                    .isInstanceOf(HoneException.class)
                    .hasMessageContaining("attempt 0 of run run");
        }
    }

    @Test
    void aLedgerOfANewerHoneIsRefused() {
        open().close();
        sql("INSERT INTO hone_ledger VALUES (1000)");
        assertRefused("version 1000", "Update Hone");
    }

    @Test
    void tablesOfAnotherProgramAreRefusedAndLeftAlone() {
        sql("CREATE TABLE hone_events(title text)");
        assertRefused("another program", "hone_events", "currentSchema");
        assertThat(TestDatabase.rows(url, "SELECT count(*) FROM hone_events")).containsExactly("0");
        assertThat(TestDatabase.rows(url, "SELECT to_regclass('hone_answers')"))
                .containsExactly((String) null);
    }

    @Test
    void aSchemaThatIsNotThereIsRefused() {
        url = database.url() + "&currentSchema=nowhere";
        assertRefused("no schema", "currentSchema");
    }

    @Test
    void aUserWhoMayNotWriteIsRefused() {
        open().close();
        database.sql("CREATE ROLE reader LOGIN PASSWORD 'r'");
        String schema = TestDatabase.rows(url, "SELECT current_schema()").getFirst();
        sql("GRANT USAGE ON SCHEMA \"" + schema + "\" TO reader");
        sql("GRANT SELECT ON ALL TABLES IN SCHEMA \"" + schema + "\" TO reader");
        url = url.replace("user=hone", "user=reader").replace("=planted-secret", "=r");
        assertRefused("GRANT INSERT", "hone_answers");
    }

    @Test
    void aWrongPasswordIsNotShown() {
        url = database.server().url() + "&password=wr0ng";
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("user hone")
                .hasMessageContaining("PGPASSWORD")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void thePasswordMayStandInAFileOfItsOwn(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("pgpass");
        Files.writeString(file, "127.0.0.1:*:postgres:hone:" + TestPostgres.PASSWORD + "\n");
        System.setProperty("org.postgresql.pgpassfile", file.toString());
        try {
            url = database.server().url();
            assertThat(PostgresLedger.describe(TestDatabase.parsed(url))).contains("PostgreSQL");
        } finally {
            System.clearProperty("org.postgresql.pgpassfile");
        }
    }

    @Test
    void noPasswordIsSaidToBeMissing() {
        url = database.server().url();
        assertRefused("password", "PGPASSWORD");
    }

    @Test
    void aDatabaseThatIsNotThereIsRefused() {
        url = database.url().replace("/postgres", "/nothing");
        assertRefused("\"nothing\" does not exist", "createdb");
    }

    @Test
    void aServerThatIsNotThereIsRefused() {
        url = "jdbc:postgresql://127.0.0.1:1/hone?user=hone&password=planted-secret";
        assertRefused("refused", "Check host and port");
    }

    @Test
    void aHostThatIsNotThereIsRefused() {
        url = "jdbc:postgresql://no-such-host.invalid/hone";
        assertRefused("no host no-such-host.invalid", "Check host and port");
    }

    @Test
    void whatIsThereIsDescribedAndNothingIsMade() {
        PostgresUrl place = TestDatabase.parsed(url);
        assertThat(PostgresLedger.describe(place)).startsWith("PostgreSQL ").contains("will be");
        assertThat(TestDatabase.rows(url, "SELECT to_regclass('hone_ledger')"))
                .containsExactly((String) null);
        open().close();
        assertThat(PostgresLedger.describe(place)).contains("a ledger of version 1");
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("planted-secret");
    }

    private void sql(String sql) {
        TestDatabase.sql(url, sql);
    }
}
