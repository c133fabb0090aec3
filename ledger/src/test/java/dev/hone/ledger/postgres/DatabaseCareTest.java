package dev.hone.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.LedgerCheck;
import dev.hone.ledger.store.LedgerCompaction;
import dev.hone.ledger.store.WritingProcess;
import dev.hone.limit.Amount;
import dev.hone.run.RunId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Checking and packing a ledger in PostgreSQL.
class DatabaseCareTest {

    private static final RunId RUN = new RunId("run");
    private static final int ANSWERS = 600;

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
    void makeALedger() {
        url = database.emptySchema();
        try (Ledger ledger = open()) {
            for (int i = 0; i < 3; i++) {
                write(ledger, i);
            }
            ledger.recordAll(answers(3, ANSWERS));
        }
    }

    private Ledger open() {
        return PostgresLedger.open(TestDatabase.parsed(url));
    }

    private static List<RecordedAnswer> answers(int from, int to) {
        return java.util.stream.IntStream.range(from, to).mapToObj(Answers::numbered).toList();
    }

    /// An attempt, its answer and an event.
    private static void write(Ledger ledger, int number) {
        RecordedAnswer answer = Answers.numbered(number);
        Digest request = answer.request().digest();
        Attempt attempt = ledger.begin(RUN, request, "model", Amount.NOTHING, Duration.ZERO);
        ledger.record(answer, attempt, Amount.NOTHING, Duration.ZERO);
        ledger.append(RUN, WritingProcess.event(number));
    }

    private LedgerCheck check() {
        return PostgresLedger.check(TestDatabase.parsed(url), 10);
    }

    @Test
    void everyRowOfAnIntactLedgerIsReadAndSound() {
        assertThat(check()).isEqualTo(new LedgerCheck(ANSWERS, 3, 1, 3, List.of(), 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE hone_answers SET checksum = checksum + 1 WHERE id = 2"
                        + "|The answer to request [0-9a-f]{64} does not match its checksum\\.",
                "UPDATE hone_answers SET run = 'other' WHERE id = 2|does not match its checksum",
                "UPDATE hone_answers SET response = '{}' WHERE id = 2|does not match its checksum",
                "UPDATE hone_events SET event = '{}' WHERE position = 2"
                        + "|Event 2 of run run does not match its checksum\\.",
                "DELETE FROM hone_events WHERE position = 1"
                        + "|Of run run the events from 1 to 1 are missing\\.",
                "UPDATE hone_attempts SET model = 'other' WHERE number = 1"
                        + "|Attempt 1 of run run does not match its checksum\\.",
                "UPDATE hone_attempts SET usd = '1E999999999' WHERE number = 1"
                        + "|Attempt 1 of run run does not match its checksum\\.",
                "UPDATE hone_settlements SET usd = 'a lot' WHERE number = 1"
                        + "|The settlement of attempt 1 of run run does not match its checksum\\.",
                "UPDATE hone_settlements SET number = 7 WHERE number = 1"
                        + "|there is a settlement of attempt 7, but not the attempt\\.",
                "ALTER TABLE hone_attempts DROP CONSTRAINT hone_attempts_pkey;"
                        + " INSERT INTO hone_attempts SELECT * FROM hone_attempts WHERE number = 1"
                        + "|Of run run the attempts have number 1 twice\\.",
                "ALTER TABLE hone_answers DROP CONSTRAINT hone_answers_pkey;"
                        + " INSERT INTO hone_answers(key, request, response, run, checksum, batch)"
                        + " SELECT key, request, response, run, checksum, batch FROM hone_answers"
                        + " WHERE id = 2"
                        + "|The answer to request [0-9a-f]{64} stands there twice\\.",
            })
    void damageIsNamed(String sql, String damage) {
        TestDatabase.sql(url, sql);
        LedgerCheck check = check();
        assertThat(check.isSound()).isFalse();
        assertThat(check.damages()).anySatisfy(each -> assertThat(each).containsPattern(damage));
        assertThat(check.answers()).isBetween((long) ANSWERS, ANSWERS + 1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hone_answers_pkey|The answer to request [0-9a-f]{64}",
                "hone_answers_id_key|The answer to request [0-9a-f]{64}",
                "hone_attempts_pkey|Attempt 3 of run run",
                "hone_settlements_pkey|The settlement of attempt 3 of run run",
                "hone_events_pkey|Event 3 of run run",
            })
    void aRowThatAnIndexDoesNotLeadToIsNamed(String index, String row) {
        TestDatabase.sql(url, ready(index, false));
        try (Ledger ledger = open()) {
            write(ledger, ANSWERS);
        }
        TestDatabase.sql(url, ready(index, true));
        assertThat(check().damages())
                .singleElement()
                .asString()
                .matches(row + " is missing in the index\\.");
        TestDatabase.sql(url, "REINDEX INDEX " + index);
        assertThat(check()).isEqualTo(new LedgerCheck(ANSWERS + 1, 4, 1, 4, List.of(), 0));
    }

    @Test
    void aRunThatTheIndexOfRunsDoesNotLeadToIsNamed() {
        TestDatabase.sql(url, ready("hone_events_id_idx", false));
        try (Ledger ledger = open()) {
            ledger.append(new RunId("lost"), WritingProcess.event(1));
        }
        TestDatabase.sql(url, ready("hone_events_id_idx", true));
        assertThat(check().damages())
                .containsExactly("Event 0 of run lost is missing in the index.");
    }

    /// What is written while an index is not ready is not in it.
    private static String ready(String index, boolean ready) {
        return "UPDATE pg_index SET indisready = %1$s, indisvalid = %1$s WHERE indexrelid = '%2$s'::regclass"
                .formatted(ready, index);
    }

    @Test
    void aPageThatTheServerCannotReadIsDamageAndTheOtherTablesAreRead() throws Exception {
        TestDatabase.sql(url, "CHECKPOINT");
        Path events =
                Path.of(TestDatabase.rows(url, "SHOW data_directory").getFirst())
                        .resolve(
                                TestDatabase.rows(url, "SELECT pg_relation_filepath('hone_events')")
                                        .getFirst());
        database.server().stop();
        try (RandomAccessFile file = new RandomAccessFile(events.toFile(), "rw")) {
            byte[] rubbish = new byte[64];
            java.util.Arrays.fill(rubbish, (byte) 0x5A);
            file.write(rubbish);
        }
        database.server().startAgain();
        LedgerCheck check = check();
        assertThat(check.answers()).isEqualTo(ANSWERS);
        assertThat(check.attempts()).isEqualTo(3);
        assertThat(check.damages())
                .isNotEmpty()
                .first()
                .asString()
                .startsWith("The table of events cannot be read to its end: ");
    }

    @Test
    void ofManyDamagesSomeAreListedAndAllCounted() {
        TestDatabase.sql(url, "UPDATE hone_answers SET checksum = checksum + 1");
        assertThat(check().damages()).hasSize(10);
        assertThat(check().damageCount()).isEqualTo(ANSWERS);
    }

    @Test
    void aLedgerThatIsWrittenMeanwhileIsSound() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (Ledger ledger = open()) {
            Thread writer =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int i = ANSWERS; !done.get(); i++) {
                                            write(ledger, i);
                                        }
                                    });
            try {
                for (int i = 0; i < 5; i++) {
                    assertThat(check().damages()).isEmpty();
                }
            } finally {
                done.set(true);
                writer.join();
            }
        }
        assertThat(check().attempts()).isGreaterThan(3);
    }

    @Test
    void whereThereIsNoLedgerNoneIsMade() {
        url = database.emptySchema();
        assertThatThrownBy(this::check)
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("There is no ledger", "currentSchema")
                .hasMessageNotContaining("planted-secret");
        assertThatThrownBy(this::compact).isInstanceOf(InputException.class);
        assertThat(TestDatabase.rows(url, "SELECT to_regclass('hone_ledger')"))
                .containsExactly((String) null);
    }

    private LedgerCompaction compact() {
        return PostgresLedger.compact(TestDatabase.parsed(url));
    }

    @Test
    void compactGivesRoomBackAndDropsNothing() {
        TestDatabase.sql(url, "DELETE FROM hone_answers WHERE id % 10 <> 0");
        List<RecordedAnswer> before = all();
        LedgerCompaction done = compact();
        assertThat(done.after()).isLessThan(done.before());
        assertThat(done.after()).isEqualTo(PostgresLedger.size(TestDatabase.parsed(url)));
        assertThat(all()).isEqualTo(before).hasSizeGreaterThan(10);
        assertThat(check().isSound()).isTrue();
    }

    private List<RecordedAnswer> all() {
        try (Ledger ledger = open()) {
            return ledger.answers().toList();
        }
    }

    @Test
    void compactIsRefusedWhileTheLedgerIsInUse() {
        try (Ledger used = open()) {
            assertThat(used.answers()).hasSize(ANSWERS);
            assertThatThrownBy(this::compact)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is in use by another process")
                    .hasMessageNotContaining("planted-secret");
            write(used, ANSWERS);
        }
        assertThat(compact().after()).isPositive();
    }

    @Test
    void compactIsForTheOwner() {
        database.sql("CREATE ROLE member LOGIN PASSWORD 'm'");
        String schema = TestDatabase.rows(url, "SELECT current_schema()").getFirst();
        TestDatabase.sql(url, "GRANT USAGE ON SCHEMA \"" + schema + "\" TO member");
        TestDatabase.sql(
                url, "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA \"" + schema + "\" TO member");
        url = url.replace("user=hone", "user=member").replace("=planted-secret", "=m");
        assertThat(check().isSound()).isTrue();
        assertThatThrownBy(this::compact)
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("cannot be compacted", "hone_ledger", "Its owner can");
    }
}
