package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.Answers;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.run.RunId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// Files as a loss of power leaves them: the log ends within a page that was being written, or with
/// what was on the disk before.
class TornFileTest {

    private static final int ANSWERS = 200;
    private static final int PAGE = 4096;
    private static final int LOG_HEADER = 32;
    private static final int FRAME = 24 + PAGE;
    private static final RunId RUN = new RunId("run");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 24, 100, PAGE, PAGE + 24, PAGE + 25, 3 * PAGE})
    void aLogThatEndsWithinAPageLosesTheLastCommitsOnly(int missing) throws IOException {
        Path copy = copyInUse();
        Path log = copy.resolveSibling("copy.db-wal");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(file.length() - missing);
        }
        assertThatAllButTheLastAreThere(copy);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500, PAGE, 2 * FRAME})
    void aLogWhoseEndIsOldRubbishLosesTheLastCommitsOnly(int rubbish) throws IOException {
        Path copy = copyInUse();
        Path log = copy.resolveSibling("copy.db-wal");
        byte[] bytes = Files.readAllBytes(log);
        Arrays.fill(bytes, bytes.length - rubbish, bytes.length, (byte) 0x5A);
        Files.write(log, bytes);
        assertThatAllButTheLastAreThere(copy);
    }

    /// The database and its log as they are on the disk while a ledger is open.
    private Path copyInUse() throws IOException {
        Path file = folder.resolve("ledger.db");
        Path copy = folder.resolve("copy.db");
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            for (int i = 0; i < ANSWERS; i++) {
                ledger.begin(RUN, Digest.of("q" + i), "model", Amount.NOTHING, Duration.ZERO);
                ledger.record(Answers.numbered(i));
            }
            Files.copy(file, copy);
            Files.copy(file.resolveSibling("ledger.db-wal"), copy.resolveSibling("copy.db-wal"));
        }
        assertThat(Files.size(copy.resolveSibling("copy.db-wal")) % FRAME).isEqualTo(LOG_HEADER);
        return copy;
    }

    private static void assertThatAllButTheLastAreThere(Path file) {
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            int there = 0;
            while (there < ANSWERS
                    && ledger.find(Answers.numbered(there).request().digest()).isPresent()) {
                there++;
            }
            assertThat(there).isBetween(ANSWERS - 4, ANSWERS - 1);
            for (int i = there; i < ANSWERS; i++) {
                assertThat(ledger.find(Answers.numbered(i).request().digest())).isEmpty();
            }
            Spent spent = ledger.spent(RUN);
            assertThat(spent.calls()).isBetween((long) there, there + 1L);
            ledger.record(Answers.numbered(ANSWERS - 1));
            assertThat(ledger.find(Answers.numbered(ANSWERS - 1).request().digest())).isPresent();
        }
    }

    @Test
    void aDatabaseWhosePagesAreOverwrittenIsReportedAndNeverAnswersWrongly() throws IOException {
        Path file = folder.resolve("ledger.db");
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            for (int i = 0; i < ANSWERS; i++) {
                ledger.record(Answers.numbered(i));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0x5A);
        Files.write(file, bytes);
        assertThatThrownBy(
                        () -> {
                            try (SqliteLedger ledger = SqliteLedger.open(file)) {
                                for (int i = 0; i < ANSWERS; i++) {
                                    RecordedAnswer answer = Answers.numbered(i);
                                    assertThat(ledger.find(answer.request().digest()))
                                            .contains(answer);
                                }
                            }
                        })
                .isInstanceOf(HoneException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged");
    }
}
