package dev.hone.ledger.sqlite;

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

    // The file is written to when so much stands in the log; SQLite would see to it in the midst of
    // a commit, while all wait. A long log and a large cache let a page collect many rows before it
    // is copied into the file. But a log grows to its length first, and a file that grows takes
    // longer to sync than one that is written over.
    private static final String NO_LOG_PAGES = "PRAGMA wal_autocheckpoint = 0";
    private static final long LONGEST_LOG_BYTES = 8_000_000;
    private static final String CACHE_KIBIBYTES = "PRAGMA cache_size = -32000";
    private static final int PAGE_BYTES = 4096;
    private static final int PAGES_OF_A_COMMIT = 4;
    private static final int BYTES_OF_A_SLIM_ROW = 200;
    private static final String CLOSING_PATIENCE = "PRAGMA busy_timeout = 100";

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
    private final AnswerWriter answers;
    private final Runnable beforeLogIsMoved;
    private final RowBatch attempts;
    private final RowBatch restored;
    private final RowBatch settlements;
    private final List<RowBatch> batches;

    /// Within a transaction nobody else gives numbers away.
    private final Map<String, Long> nextAttempts = new HashMap<>();

    private long logBytes;
    private boolean hasWritten;

    /// @param fewestNew answers that stand behind the index before it is filled with them
    /// @param beforeLogIsMoved into the file: lets go what keeps that from being done
    WriteConnection(LedgerFile file, NewKeys news, int fewestNew, Runnable beforeLogIsMoved)
            throws SQLException {
        this.beforeLogIsMoved = beforeLogIsMoved;
        connection = file.connect();
        control = connection.createStatement();
        control.execute(NO_LOG_PAGES);
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
        answers = new AnswerWriter(connection, news, fewestNew);
        attempts = batch(INSERT_ATTEMPT);
        restored = batch(INSERT_ATTEMPT + " ON CONFLICT DO NOTHING");
        settlements = batch(INSERT_SETTLEMENT);
        batches = List.of(attempts, restored, settlements);
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
            logBytes += (PAGES_OF_A_COMMIT + answers.finish()) * PAGE_BYTES;
            control.executeUpdate("COMMIT");
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
        answers.committed();
    }

    /// Moves the log into the file, when it is long. Where that fails, all is in the log.
    @Override
    public void rest() {
        if (logBytes < LONGEST_LOG_BYTES) {
            return;
        }
        logBytes = 0;
        beforeLogIsMoved.run();
        try (ResultSet row = control.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            row.next();
        } catch (SQLException e) {
            return;
        }
        // Whoever still looks at the log keeps it from being used from its start again.
        beforeLogIsMoved.run();
    }

    /// Does nothing when the failure has already rolled the transaction back.
    private void rollback(Throwable failure) {
        try {
            for (RowBatch batch : batches) {
                batch.clear();
            }
            answers.rolledBack();
            control.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /// Writes the row unless its key is taken.
    RowBatch.Written insert(AnswerColumns row) throws SQLException {
        hasWritten = true;
        logBytes += PAGE_BYTES / 16 + row.answer().length;
        return answers.insert(row);
    }

    /// Writes the event behind the last of its run, and returns its position.
    long append(String run, byte[] event) throws SQLException {
        logBytes += event.length + BYTES_OF_A_SLIM_ROW;
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
        logBytes += BYTES_OF_A_SLIM_ROW;
        restored.write();
        Long known = nextAttempts.get(run);
        long number = known == null ? next(nextAttempt, run) : known;
        nextAttempts.put(run, number + 1);
        attempts.add(AttemptRow.of(run, number, key, model, most, time)::bind);
        return number;
    }

    /// Writes the row unless its number is taken.
    RowBatch.Written restore(AttemptRow row) throws SQLException {
        logBytes += BYTES_OF_A_SLIM_ROW;
        attempts.write();
        nextAttempts.remove(row.run());
        return restored.add(row::bind);
    }

    /// Writes the row unless its attempt is settled.
    RowBatch.Written settle(SettlementRow row) throws SQLException {
        logBytes += BYTES_OF_A_SLIM_ROW;
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
        try {
            if (hasWritten) {
                fillIndex();
            }
        } finally {
            connection.close();
        }
    }

    /// So that who opens the ledger next has no keys to read. If it cannot be done, he has.
    private void fillIndex() {
        try {
            control.execute(CLOSING_PATIENCE);
            control.executeUpdate("BEGIN IMMEDIATE");
        } catch (SQLException e) {
            return;
        }
        try {
            answers.fillAll();
            control.executeUpdate("COMMIT");
            answers.committed();
        } catch (SQLException e) {
            rollback(e);
        }
    }
}
