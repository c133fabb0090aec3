package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.LedgerCheck;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// Answers are found, and are written once, wherever they stand: in the index, or behind it. Each
/// ledger opened here knows as little of the others as one in another process.
class NewAnswersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private SqliteLedger open(int fewestNew) {
        return SqliteLedger.open(file(), PATIENCE, fewestNew);
    }

    private static List<RecordedAnswer> answers(long from, long to) {
        return LongStream.range(from, to).mapToObj(Answers::numbered).toList();
    }

    private static void assertFound(SqliteLedger ledger, long from, long to) {
        for (RecordedAnswer answer : answers(from, to)) {
            assertThat(ledger.find(answer.request().digest())).contains(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void severalLedgersOnOneFileAgree(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SqliteLedger> ledgers = new ArrayList<>();
        Set<Long> there = new HashSet<>();
        try {
            for (int i = 0; i < 3; i++) {
                ledgers.add(open(1 + random.nextInt(60)));
            }
            for (int step = 0; step < 150; step++) {
                int which = random.nextInt(ledgers.size());
                if (random.nextInt(10) == 0) {
                    ledgers.get(which).close();
                    ledgers.set(which, open(1 + random.nextInt(60)));
                }
                step(ledgers.get(which), random, there);
            }
            assertThat(ledgers.getFirst().answers()).hasSize(there.size());
        } finally {
            ledgers.forEach(SqliteLedger::close);
        }
        LedgerCheck check = FileCheck.of(file(), 3);
        assertThat(check.damages()).isEmpty();
        assertThat(check.answers()).isEqualTo(there.size());
    }

    private static void step(SqliteLedger ledger, SplittableRandom random, Set<Long> there) {
        List<RecordedAnswer> batch = new ArrayList<>();
        long added = 0;
        for (int i = random.nextInt(30); i > 0; i--) {
            long number = random.nextLong(800);
            batch.add(Answers.numbered(number));
            added += there.add(number) ? 1 : 0;
        }
        assertThat(ledger.recordAll(batch)).isEqualTo(added);
        for (int i = 0; i < 20; i++) {
            long number = random.nextLong(800);
            RecordedAnswer answer = Answers.numbered(number);
            assertThat(ledger.find(answer.request().digest()).isPresent())
                    .isEqualTo(there.contains(number));
        }
    }

    @Test
    void whoReadsWhileAnotherFillsTheIndexMissesNothing() throws Exception {
        int answers = 4000;
        try (SqliteLedger writing = open(50);
                SqliteLedger reading = open(50);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> readers = new ArrayList<>();
            long[] written = {0};
            for (int thread = 0; thread < 3; thread++) {
                SqliteLedger ledger = thread == 0 ? writing : reading;
                SplittableRandom random = new SplittableRandom(thread);
                readers.add(
                        threads.submit(
                                () -> {
                                    long last = 0;
                                    while (last < answers) {
                                        synchronized (written) {
                                            last = written[0];
                                        }
                                        if (last > 0) {
                                            long one = random.nextLong(last);
                                            assertFound(ledger, one, one + 1);
                                            assertFound(ledger, last - 1, last);
                                        }
                                    }
                                }));
            }
            for (int i = 0; i < answers; i += 10) {
                writing.recordAll(answers(i, i + 10));
                synchronized (written) {
                    written[0] = i + 10;
                }
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    @Test
    void aLedgerThatIsClosedLeavesNothingBehindItsIndex() throws SQLException {
        try (SqliteLedger ledger = open(1000)) {
            ledger.recordAll(answers(0, 100));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT id FROM indexed").getLong(1)).isEqualTo(100);
            assertThat(statement.executeQuery("SELECT count(*) FROM answer_keys").getLong(1))
                    .isEqualTo(100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void keysThatBeginAlikeAreToldApart(int fewestNew) throws SQLException {
        RecordedAnswer answer = Answers.numbered(1);
        byte[] key = AnswerRow.key(answer.request().digest());
        byte[] like = key.clone();
        like[31] ^= 1;
        try (SqliteLedger ledger = open(fewestNew)) {
            ledger.recordAll(answers(5, 6));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO answer_rows(key, answer) VALUES(?, '')")) {
            insert.setBytes(1, like);
            insert.executeUpdate();
        }
        try (SqliteLedger ledger = open(fewestNew)) {
            assertThat(ledger.find(answer.request().digest())).isEmpty();
            assertThat(ledger.recordAll(answers(0, 4))).isEqualTo(4);
            assertThat(ledger.recordAll(answers(0, 5))).isEqualTo(1);
            assertFound(ledger, 0, 6);
        }
        try (SqliteLedger ledger = open(fewestNew)) {
            assertThat(ledger.recordAll(answers(0, 6))).isZero();
            assertFound(ledger, 0, 6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void anAnswerThatWasDeletedIsAskedAgain(int fewestNew) throws SQLException {
        try (SqliteLedger ledger = open(fewestNew)) {
            ledger.recordAll(answers(0, 100));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM answers WHERE id = 3 OR id > 90");
        }
        try (SqliteLedger ledger = open(fewestNew)) {
            assertThat(ledger.find(Answers.numbered(2).request().digest())).isEmpty();
            assertThat(ledger.answers()).hasSize(89);
            assertThat(ledger.recordAll(answers(0, 110))).isEqualTo(21);
            assertFound(ledger, 0, 110);
        }
        try (SqliteLedger ledger = open(fewestNew)) {
            assertFound(ledger, 0, 110);
            assertThat(ledger.answers()).hasSize(110);
        }
        assertThat(FileCheck.of(file(), 3).damages()).isEmpty();
    }

    @Test
    void anIndexThatDoesNotFitItsAnswersIsReported() throws SQLException {
        try (SqliteLedger ledger = open(1)) {
            ledger.recordAll(answers(0, 10));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM answer_keys WHERE id = 3");
            statement.executeUpdate("UPDATE answer_keys SET start = x'00' WHERE id = 4");
            statement.executeUpdate(
                    "INSERT INTO answer_rows(key, answer)"
                            + " SELECT key, answer FROM answer_rows WHERE id = 5");
        }
        String third = Answers.numbered(2).request().digest().hex();
        String fourth = Answers.numbered(3).request().digest().hex();
        String fifth = Answers.numbered(4).request().digest().hex();
        assertThat(FileCheck.of(file(), 9).damages())
                .containsExactly(
                        "The answer to request " + third + " is missing in the index.",
                        "The answer to request " + fourth + " is missing in the index.",
                        "The answer to request " + fifth + " stands there twice.",
                        "The index has answer 4, which is not there so.");
    }
}
