package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.LedgerCheck;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/// Files of older versions become files of this one, with all that is in them.
class MigrationTest {

    private static final RunId RUN = new RunId("run");
    private static final List<RunEvent> EVENTS =
            List.of(
                    new RunEvent.RunFinished(StopReason.STEPS, new Prompt("first"), 1),
                    new RunEvent.RunFinished(StopReason.STEPS, new Prompt("second"), 1));
    private static final List<RecordedAnswer> ANSWERS =
            LongStream.range(0, 1000).mapToObj(Answers::numbered).toList();

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anOlderLedgerKeepsWhatIsInIt(int version) throws SQLException {
        OldFile.write(file(), version, ANSWERS, RUN, EVENTS);
        assertThat(FileCheck.of(file(), 3).isSound()).as("before it is opened").isTrue();
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            assertThat(ledger.answers()).containsExactlyElementsOf(ANSWERS);
            assertThat(ledger.recordAll(ANSWERS)).isZero();
            for (RecordedAnswer answer : ANSWERS) {
                assertThat(ledger.find(answer.request().digest())).contains(answer);
            }
            assertThat(ledger.read(RUN, 0)).isEqualTo(EVENTS);
            assertThat(ledger.spent(RUN)).isEqualTo(Spent.NOTHING);
            ledger.begin(RUN, Digest.of("q"), "model", Amount.NOTHING, Duration.ZERO);
            assertThat(ledger.spent(RUN).calls()).isEqualTo(1);
            RecordedAnswer another = Answers.numbered(ANSWERS.size());
            assertThat(ledger.recordAll(List.of(another))).isEqualTo(1);
        }
        LedgerCheck check = FileCheck.of(file(), 3);
        assertThat(check.damages()).isEmpty();
        assertThat(check.answers()).isEqualTo(ANSWERS.size() + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anEmptyLedgerCanBeWritten(int version) throws SQLException {
        OldFile.write(file(), version, List.of(), RUN, List.of());
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            assertThat(ledger.find(ANSWERS.getFirst().request().digest())).isEmpty();
            assertThat(ledger.recordAll(ANSWERS)).isEqualTo(ANSWERS.size());
        }
        assertThat(FileCheck.of(file(), 3).isSound()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2, view", "3, no column named request"})
    void anOlderHoneThatHasTheFileOpenCannotWriteAnswersPastTheIndex(int version, String error)
            throws SQLException {
        OldFile.write(file(), version, ANSWERS, RUN, EVENTS);
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file());
                PreparedStatement insert = old.prepareStatement(OldFile.insertAnswer(version))) {
            OldFile.bind(insert, AnswerRow.of(Answers.numbered(ANSWERS.size())));
            insert.executeUpdate();
            SqliteLedger.open(file()).close();
            OldFile.bind(insert, AnswerRow.of(Answers.numbered(ANSWERS.size() + 1L)));
            assertThatThrownBy(insert::executeUpdate)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(error);
        }
        try (SqliteLedger ledger = SqliteLedger.open(file())) {
            assertThat(ledger.answers()).hasSize(ANSWERS.size() + 1);
        }
    }
}
