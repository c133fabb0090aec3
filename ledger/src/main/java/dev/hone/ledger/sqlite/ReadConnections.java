package dev.hone.ledger.sqlite;

import dev.hone.ledger.AttemptRecord;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.EventRow;
import dev.hone.ledger.store.SpentRows;
import dev.hone.limit.Spent;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/// A few connections that only read; each is used by one thread at a time, and sees every commit
/// made before it asked.
final class ReadConnections implements AutoCloseable {

    static final String SELECT_ANSWER =
            "SELECT request, response, run, checksum FROM answers WHERE key = ?";

    // Keys are random, so every look-up reads another page of the index. The file is not mapped
    // into memory, which would be faster still: an error of the disk would then end the process.
    private static final String CACHE_KIBIBYTES = "PRAGMA cache_size = -16000";

    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore available;
    private final int count;

    ReadConnections(LedgerFile file, int count) throws SQLException {
        this.count = count;
        this.available = new Semaphore(count);
        try {
            for (int i = 0; i < count; i++) {
                idle.push(new Reader(file));
            }
        } catch (SQLException e) {
            closeAll(e);
            throw e;
        }
    }

    /// The row a [#SELECT_ANSWER] for the key stands on.
    static AnswerRow answer(byte[] key, ResultSet row) throws SQLException {
        return new AnswerRow(key, row.getBytes(1), row.getBytes(2), row.getBytes(3), row.getInt(4));
    }

    Optional<AnswerRow> answer(byte[] key) throws SQLException {
        return with(reader -> reader.answer(key));
    }

    AnswerPage page(long afterRowId) throws SQLException {
        return with(reader -> AnswerPage.read(reader.page, afterRowId));
    }

    List<EventRow> events(String run, long from) throws SQLException {
        return with(reader -> reader.events(run, from));
    }

    /// Of the attempts of a run.
    Spent spent(String run) throws SQLException {
        return with(reader -> reader.spent(run));
    }

    List<AttemptRecord> attempts(String run, long from) throws SQLException {
        return with(reader -> SpentRows.page(reader.attempts, run, from, reader.file.toString()));
    }

    List<String> runs() throws SQLException {
        return with(reader -> names(reader.runs));
    }

    List<String> runsWithAttempts() throws SQLException {
        return with(reader -> names(reader.runsWithAttempts));
    }

    /// Waits for the readers at work, then closes all; who asks later gets an
    /// `IllegalStateException`.
    @Override
    public void close() throws SQLException {
        available.acquireUninterruptibly(count);
        SQLException failure = new SQLException("Could not close the connections that read.");
        closeAll(failure);
        available.release(count);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void closeAll(SQLException failure) {
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            try {
                reader.connection.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private <T> T with(Query<T> query) throws SQLException {
        available.acquireUninterruptibly();
        try {
            Reader reader = idle.poll();
            if (reader == null) {
                throw new IllegalStateException("The ledger is closed.");
            }
            try {
                return query.on(reader);
            } finally {
                idle.push(reader);
            }
        } finally {
            available.release();
        }
    }

    private static List<String> names(PreparedStatement select) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    @FunctionalInterface
    private interface Query<T> {
        T on(Reader reader) throws SQLException;
    }

    private static final class Reader {

        private final Connection connection;
        private final Path file;
        private final PreparedStatement answer;
        private final PreparedStatement page;
        private final PreparedStatement events;
        private final PreparedStatement spent;
        private final PreparedStatement attempts;
        private final PreparedStatement runs;
        private final PreparedStatement runsWithAttempts;

        private Reader(LedgerFile file) throws SQLException {
            this.connection = file.connect();
            this.file = file.path();
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("PRAGMA query_only = 1");
                statement.execute(CACHE_KIBIBYTES);
            }
            answer = connection.prepareStatement(SELECT_ANSWER);
            page = connection.prepareStatement(AnswerPage.SELECT);
            events =
                    connection.prepareStatement(
                            "SELECT position, event, checksum FROM events"
                                    + " WHERE run = ? AND position >= ? ORDER BY position");
            spent = connection.prepareStatement(SpentRows.select("attempts", "settlements"));
            attempts = connection.prepareStatement(SpentRows.selectPage("attempts", "settlements"));
            runsWithAttempts = connection.prepareStatement("SELECT DISTINCT run FROM attempts");
            runs =
                    connection.prepareStatement(
                            "SELECT run FROM events WHERE position = 0 ORDER BY rowid");
        }

        private Optional<AnswerRow> answer(byte[] key) throws SQLException {
            answer.setBytes(1, key);
            try (ResultSet row = answer.executeQuery()) {
                return row.next()
                        ? Optional.of(ReadConnections.answer(key, row))
                        : Optional.empty();
            }
        }

        private List<EventRow> events(String run, long from) throws SQLException {
            events.setString(1, run);
            events.setLong(2, from);
            List<EventRow> found = new ArrayList<>();
            try (ResultSet row = events.executeQuery()) {
                while (row.next()) {
                    found.add(new EventRow(run, row.getLong(1), row.getBytes(2), row.getInt(3)));
                }
            }
            return found;
        }

        private Spent spent(String run) throws SQLException {
            spent.setString(1, run);
            try (ResultSet rows = spent.executeQuery()) {
                return SpentRows.sum(run, rows, file.toString());
            }
        }
    }
}
