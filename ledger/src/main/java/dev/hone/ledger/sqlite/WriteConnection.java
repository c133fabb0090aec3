package dev.hone.ledger.sqlite;

import dev.hone.limit.Amount;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/// The connection that writes; used by one thread at a time. Transactions are opened and closed by
/// hand: the driver's own would start as readers and could fail half-way when they come to write.
final class WriteConnection implements AutoCloseable {

    // Keys are random, so every answer touches another page of the index. A longer log and a larger
    // cache let a page collect many of them before it is read again or copied into the file; with
    // SQLite's own 1,000 pages and 2 MB, writing costs half as much again.
    private static final String LOG_PAGES = "PRAGMA wal_autocheckpoint = 10000";
    private static final String CACHE_KIBIBYTES = "PRAGMA cache_size = -32000";

    private final Connection connection;
    private final Statement control;
    private final PreparedStatement insertAnswer;
    private final PreparedStatement selectAnswer;
    private final PreparedStatement nextPosition;
    private final PreparedStatement insertEvent;
    private final PreparedStatement nextAttempt;
    private final PreparedStatement insertAttempt;
    private final PreparedStatement insertSettlement;

    WriteConnection(LedgerFile file) throws SQLException {
        connection = file.connect();
        control = connection.createStatement();
        control.execute(LOG_PAGES);
        control.execute(CACHE_KIBIBYTES);
        insertAnswer = connection.prepareStatement(AnswerRow.INSERT);
        selectAnswer = connection.prepareStatement(AnswerRow.SELECT);
        nextPosition =
                connection.prepareStatement(
                        "SELECT coalesce(max(position) + 1, 0) FROM events WHERE run = ?");
        insertEvent =
                connection.prepareStatement(
                        "INSERT INTO events(run, position, event, checksum)"
                                + " VALUES(?, ?, CAST(? AS TEXT), ?)");
        nextAttempt =
                connection.prepareStatement(
                        "SELECT coalesce(max(number) + 1, 0) FROM attempts WHERE run = ?");
        insertAttempt = connection.prepareStatement(AttemptRow.INSERT);
        insertSettlement = connection.prepareStatement(SettlementRow.INSERT);
    }

    void begin() throws SQLException {
        control.executeUpdate("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        control.executeUpdate("COMMIT");
    }

    /// Does nothing when the failure has already rolled the transaction back.
    void rollback(Throwable failure) {
        try {
            control.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /// Writes the row unless its key is taken; then returns the row that has it.
    Optional<AnswerRow> insert(AnswerRow row) throws SQLException {
        row.bind(insertAnswer);
        if (insertAnswer.executeUpdate() == 1) {
            return Optional.empty();
        }
        selectAnswer.setBytes(1, row.key());
        try (ResultSet standing = selectAnswer.executeQuery()) {
            return Optional.of(AnswerRow.of(row.key(), standing));
        }
    }

    /// Writes the event behind the last of its run, and returns its position.
    long append(String run, byte[] event) throws SQLException {
        long position = next(nextPosition, run);
        insertEvent.setString(1, run);
        insertEvent.setLong(2, position);
        insertEvent.setBytes(3, event);
        insertEvent.setInt(4, EventRow.checksum(run, position, event));
        insertEvent.executeUpdate();
        return position;
    }

    /// Writes the attempt behind the last of its run, and returns its number.
    long begin(String run, byte[] key, String model, Amount most, Duration time)
            throws SQLException {
        long number = next(nextAttempt, run);
        AttemptRow.of(run, number, key, model, most, time).bind(insertAttempt);
        insertAttempt.executeUpdate();
        return number;
    }

    /// Writes the row unless its attempt is settled.
    void settle(SettlementRow row) throws SQLException {
        row.bind(insertSettlement);
        insertSettlement.executeUpdate();
    }

    private static long next(PreparedStatement select, String run) throws SQLException {
        select.setString(1, run);
        try (ResultSet row = select.executeQuery()) {
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
