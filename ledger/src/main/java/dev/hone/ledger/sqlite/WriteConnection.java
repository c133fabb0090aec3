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
import java.util.List;
import java.util.Map;

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
    private final PreparedStatement nextPosition;
    private final PreparedStatement insertEvent;
    private final PreparedStatement nextAttempt;
    private final RowBatch answers;
    private final RowBatch attempts;
    private final RowBatch restored;
    private final RowBatch settlements;
    private final List<RowBatch> batches;

    /// Within a transaction nobody else gives numbers away.
    private final Map<String, Long> nextAttempts = new HashMap<>();

    WriteConnection(LedgerFile file) throws SQLException {
        connection = file.connect();
        control = connection.createStatement();
        control.execute(LOG_PAGES);
        control.execute(CACHE_KIBIBYTES);
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
        answers = batch(INSERT_ANSWER);
        attempts = batch(INSERT_ATTEMPT);
        restored = batch(INSERT_ATTEMPT + " ON CONFLICT DO NOTHING");
        settlements = batch(INSERT_SETTLEMENT);
        batches = List.of(answers, attempts, restored, settlements);
    }

    private RowBatch batch(String insert) throws SQLException {
        return new RowBatch(connection.prepareStatement(insert));
    }

    @Override
    public void commit(Writes<WriteConnection> writes) throws SQLException {
        nextAttempts.clear();
        try {
            control.executeUpdate("BEGIN IMMEDIATE");
            writes.on(this);
            for (RowBatch batch : batches) {
                batch.write();
            }
            control.executeUpdate("COMMIT");
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    /// Does nothing when the failure has already rolled the transaction back.
    private void rollback(Throwable failure) {
        try {
            for (RowBatch batch : batches) {
                batch.clear();
            }
            control.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /// Writes the row unless its key is taken.
    RowBatch.Written insert(AnswerRow row) throws SQLException {
        return answers.add(
                insert -> {
                    insert.setBytes(1, row.key());
                    insert.setBytes(2, row.request());
                    insert.setBytes(3, row.response());
                    insert.setBytes(4, row.run());
                    insert.setInt(5, row.checksum());
                });
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
        restored.write();
        Long known = nextAttempts.get(run);
        long number = known == null ? next(nextAttempt, run) : known;
        nextAttempts.put(run, number + 1);
        attempts.add(AttemptRow.of(run, number, key, model, most, time)::bind);
        return number;
    }

    /// Writes the row unless its number is taken.
    RowBatch.Written restore(AttemptRow row) throws SQLException {
        attempts.write();
        nextAttempts.remove(row.run());
        return restored.add(row::bind);
    }

    /// Writes the row unless its attempt is settled.
    RowBatch.Written settle(SettlementRow row) throws SQLException {
        return settlements.add(row::bind);
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
