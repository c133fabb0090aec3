package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.Claim;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.Answers;
import dev.hone.limit.Amount;
import dev.hone.run.RunEvent.RunFinished;
import dev.hone.run.RunId;
import dev.hone.run.StopReason;
import dev.hone.testkit.LedgerContract;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

class SqliteLedgerTest extends LedgerContract {

    private static final RunId RUN = new RunId("run");

    @TempDir private Path folder;

    @Override
    protected Ledger open() {
        return SqliteLedger.open(file());
    }

    private Path file() {
        return folder.resolve("ledger.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.db", "what?.db", "50%.db", "a#b.db", "größe 日本.db", "file:x.db"})
    void anyFileNameWillDo(String name) {
        Path file = folder.resolve("new").resolve("folder").resolve(name);
        RecordedAnswer answer = Answers.numbered(1);
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            ledger.record(answer);
        }
        assertThat(file).isRegularFile();
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            assertThat(ledger.find(answer.request().digest())).contains(answer);
        }
    }

    @RepeatedTest(5)
    void manyMayOpenANewLedgerAtOnce() throws Exception {
        int openers = 32;
        CyclicBarrier start = new CyclicBarrier(openers);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Callable<Long>> opening =
                    Collections.nCopies(
                            openers,
                            () -> {
                                start.await();
                                try (Ledger ledger = open()) {
                                    return ledger.append(
                                            RUN,
                                            new RunFinished(StopReason.STEPS, Prompt.EMPTY, 1));
                                }
                            });
            List<Long> positions = new ArrayList<>();
            for (Future<Long> position : threads.invokeAll(opening)) {
                positions.add(position.get());
            }
            assertThat(positions)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, openers).boxed().toList());
        }
    }

    @Test
    void commitsAreSyncedToALog() throws SQLException {
        open().close();
        try (Connection connection = new LedgerFile(file(), Duration.ofSeconds(1)).connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1)).isEqualTo("wal");
            assertThat(statement.executeQuery("PRAGMA synchronous").getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aClosedLedgerIsOneFileAndAFolderOfEmptyOnesForClaims() {
        try (Ledger ledger = open()) {
            RecordedAnswer answer = Answers.numbered(1);
            assertThat(ledger.claimsCheaply()).isFalse();
            try (Claim claim = ledger.claim(answer.request().digest()).orElseThrow()) {
                assertThat(ledger.claimsCheaply()).isTrue();
                ledger.record(answer);
            }
        }
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("ledger.db", "ledger.db-claims");
        assertThat(folder.resolve("ledger.db-claims").toFile().listFiles())
                .hasSize(1)
                .allSatisfy(file -> assertThat(file).isEmpty());
    }

    @Test
    void sqlReadsAnswersAsJson() throws SQLException {
        try (Ledger ledger = open()) {
            ledger.record(Answers.numbered(7));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT typeof(response),"
                                        + " response ->> '$.completions[0].text', run,"
                                        + " request ->> '$.messages[0].text', key, checksum"
                                        + " FROM answers")) {
            assertThat(row.getString(1)).isEqualTo("text");
            assertThat(row.getString(2)).isEqualTo("answer 7");
            assertThat(row.getString(3)).isEqualTo("paying run");
            assertThat(row.getString(4)).isEqualTo("question 7");
            AnswerRow stored = AnswerRow.of(Answers.numbered(7));
            assertThat(row.getBytes(5)).isEqualTo(stored.key());
            assertThat(row.getInt(6)).isEqualTo(stored.checksum());
        }
    }

    @Test
    void aChangedAnswerIsReportedAsDamage() {
        RecordedAnswer answer = Answers.numbered(1);
        try (Ledger ledger = open()) {
            ledger.record(answer);
        }
        sql("UPDATE answer_rows SET answer = replace(answer, 'answer 1', 'answer 2')");
        try (Ledger ledger = open()) {
            assertThatThrownBy(() -> ledger.find(answer.request().digest()))
                    .isInstanceOf(HoneException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("request " + answer.request().digest().hex())
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void aChangedEventIsReportedAsDamage() {
        appendTwoEvents();
        sql("UPDATE events SET event = replace(event, 'second', 'zweite') WHERE position = 1");
        try (Ledger ledger = open()) {
            assertThatThrownBy(() -> ledger.read(RUN, 0))
                    .isInstanceOf(HoneException.class)
                    .hasMessageContaining("event 1 of run run does not match its checksum");
        }
    }

    @Test
    void aMissingEventIsReportedAsDamage() {
        appendTwoEvents();
        sql("DELETE FROM events WHERE position = 0");
        try (Ledger ledger = open()) {
            assertThatThrownBy(() -> ledger.read(RUN, 0))
                    .isInstanceOf(HoneException.class)
                    .hasMessageContaining("event 0 of run run is missing");
        }
    }

    @Test
    void aChangedAttemptIsReportedAsDamage() {
        beginTwoAttempts();
        sql("UPDATE attempts SET tokens = 1 WHERE number = 1");
        assertAttemptDamaged(1);
    }

    @Test
    void aChangedSettlementIsReportedAsDamage() {
        beginTwoAttempts();
        sql("UPDATE settlements SET usd = 'a lot'");
        assertAttemptDamaged(0);
    }

    @Test
    void aMissingAttemptIsReportedAsDamage() {
        beginTwoAttempts();
        sql("DELETE FROM attempts WHERE number = 0");
        assertAttemptDamaged(0);
    }

    private void beginTwoAttempts() {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 2; i++) {
                Attempt attempt =
                        ledger.begin(RUN, Digest.of("q"), "model", Amount.NOTHING, Duration.ZERO);
                if (i == 0) {
                    ledger.settle(attempt, Amount.NOTHING, Duration.ZERO);
                }
            }
        }
    }

    private void assertAttemptDamaged(int number) {
        try (Ledger ledger = open()) {
            assertThatThrownBy(() -> ledger.spent(RUN))
                    .isInstanceOf(HoneException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("attempt " + number + " of run run");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        String text = "These are notes, not a ledger. ".repeat(100);
        Files.writeString(file(), text);
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("not a ledger");
        assertThat(file()).hasContent(text);
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws Exception {
        sql("CREATE TABLE bookmarks(url TEXT)");
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another program");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void aLedgerOfANewerHoneIsRefused() {
        open().close();
        sql("PRAGMA user_version = 1000");
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("version 1000")
                .hasMessageContaining("Update Hone");
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> SqliteLedger.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void aFileWhereAFolderShouldBeIsRefused() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> SqliteLedger.open(notAFolder.resolve("ledger.db")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(notAFolder.toString());
    }

    @Test
    void aLedgerLockedByAnotherProgramIsReportedAfterAWhile() throws SQLException {
        try (SqliteLedger ledger = SqliteLedger.open(file(), Duration.ofMillis(100));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");
            RecordedAnswer answer = Answers.numbered(1);
            assertThatThrownBy(() -> ledger.record(answer))
                    .isInstanceOf(HoneException.class)
                    .hasMessageContaining("locked");
            assertThat(ledger.find(answer.request().digest())).isEmpty();
            statement.executeUpdate("ROLLBACK");
            assertThat(ledger.record(answer)).isEqualTo(answer);
        }
    }

    private void appendTwoEvents() {
        try (Ledger ledger = open()) {
            ledger.append(RUN, new RunFinished(StopReason.STEPS, new Prompt("first"), 1));
            ledger.append(RUN, new RunFinished(StopReason.STEPS, new Prompt("second"), 1));
        }
    }

    private void sql(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
