package dev.hone.ledger.sqlite;

import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.AttemptRow;
import dev.hone.ledger.store.EventRow;
import dev.hone.ledger.store.SettlementRow;
import dev.hone.ledger.store.Transactions;
import dev.hone.limit.Amount;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The connection that writes; used by one thread at a time. Transactions are opened and closed by
/// hand: the driver's own would start as readers and could fail half-way when they come to write.
final class WriteConnection implements Transactions<WriteConnection> {

    // Keys are random, so every answer touches another page of the index. A longer log and a larger
    // cache let a page collect many of them before it is read again or copied into the file; with
    // SQLite's own 1,000 pages and 2 MB, writing costs half as much again.
    private static final String LOG_PAGES = "PRAGMA wal_autocheckpoint = 10000";
    private static final String CACHE_KIBIBYTES = "PRAGMA cache_size = -32000";

    private static final String INSERT_ANSWER =
            "INSERT OR IGNORE INTO answers(key, request, response, run, checksum)"
                    + " VALUES(?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)";
    private static final String INSERT_ATTEMPT =
            "INSERT INTO attempts(run, number, key, model, tokens, usd, millis, checksum)"
                    + " VALUES(?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_SETTLEMENT =
            "INSERT OR IGNORE INTO settlements(run, number, tokens, usd, millis, checksum)"
                    + " VALUES(?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final Statement control;
    private final PreparedStatement insertAnswer;
    private final PreparedStatement selectAnswer;
    private final PreparedStatement nextPosition;
    private final PreparedStatement insertEvent;
    private final PreparedStatement nextAttempt;
    private final PreparedStatement insertAttempt;
    private final PreparedStatement restoreAttempt;
    private final PreparedStatement insertSettlement;

    /// Within a transaction nobody else gives numbers away.
    private final Map<String, Long> nextAttempts = new HashMap<>();

    WriteConnection(LedgerFile file) throws SQLException {
        connection = file.connect();
        control = connection.createStatement();
        control.execute(LOG_PAGES);
        control.execute(CACHE_KIBIBYTES);
        insertAnswer = connection.prepareStatement(INSERT_ANSWER);
        selectAnswer = connection.prepareStatement(ReadConnections.SELECT_ANSWER);
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
        insertAttempt = connection.prepareStatement(INSERT_ATTEMPT);
        restoreAttempt = connection.prepareStatement(INSERT_ATTEMPT + " ON CONFLICT DO NOTHING");
        insertSettlement = connection.prepareStatement(INSERT_SETTLEMENT);
    }

    @Override
    public void commit(Writes<WriteConnection> writes) throws SQLException {
        nextAttempts.clear();
        try {
            control.executeUpdate("BEGIN IMMEDIATE");
            writes.on(this);
            control.executeUpdate("COMMIT");
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    /// Does nothing when the failure has already rolled the transaction back.
    private void rollback(Throwable failure) {
        try {
            control.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /// Writes the row unless its key is taken; then returns the row that has it.
    Optional<AnswerRow> insert(AnswerRow row) throws SQLException {
        insertAnswer.setBytes(1, row.key());
        insertAnswer.setBytes(2, row.request());
        insertAnswer.setBytes(3, row.response());
        insertAnswer.setBytes(4, row.run());
        insertAnswer.setInt(5, row.checksum());
        if (insertAnswer.executeUpdate() == 1) {
            return Optional.empty();
        }
        selectAnswer.setBytes(1, row.key());
        try (ResultSet standing = selectAnswer.executeQuery()) {
            return Optional.of(ReadConnections.answer(row.key(), standing));
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
        Long known = nextAttempts.get(run);
        long number = known == null ? next(nextAttempt, run) : known;
        nextAttempts.put(run, number + 1);
        AttemptRow.of(run, number, key, model, most, time).bind(insertAttempt);
        insertAttempt.executeUpdate();
        return number;
    }

    /// Writes the row unless its number is taken.
    ///
    /// @return whether it was written
    boolean restore(AttemptRow row) throws SQLException {
        nextAttempts.remove(row.run());
        row.bind(restoreAttempt);
        return restoreAttempt.executeUpdate() == 1;
    }

    /// Writes the row unless its attempt is settled.
    ///
    /// @return whether it was written
    boolean settle(SettlementRow row) throws SQLException {
        row.bind(insertSettlement);
        return insertSettlement.executeUpdate() == 1;
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
