package dev.hone.ledger.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.ledger.AttemptRecord;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.EventRow;
import dev.hone.ledger.store.SpentRows;
import dev.hone.limit.Spent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A connection that only reads; sees every commit made before it asked.
final class ReadSession implements Session {

    /// Rows may be large, and a page stands in memory.
    private static final int PAGE_ROWS = 256;

    private final Database database;
    private final Connection connection;
    private final PreparedStatement answer;
    private final PreparedStatement page;
    private final PreparedStatement events;
    private final PreparedStatement spent;
    private final PreparedStatement runs;
    private final PreparedStatement attempts;
    private final PreparedStatement runsWithAttempts;

    ReadSession(Database database) throws SQLException {
        this.database = database;
        connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = on");
        }
        answer = prepared("SELECT request, response, run, checksum FROM {answers} WHERE key = ?");
        page =
                prepared(
                        "SELECT request, response, run, checksum, key, id FROM {answers}"
                                + " WHERE id > ? ORDER BY id LIMIT "
                                + PAGE_ROWS);
        events =
                prepared(
                        "SELECT position, event, checksum FROM {events}"
                                + " WHERE run = ? AND position >= ? ORDER BY position");
        spent = prepared(SpentRows.select("{attempts}", "{settlements}"));
        attempts = prepared(SpentRows.selectPage("{attempts}", "{settlements}"));
        runsWithAttempts = prepared("SELECT DISTINCT run FROM {attempts}");
        runs = prepared("SELECT run FROM {events} WHERE position = 0 ORDER BY id");
    }

    private PreparedStatement prepared(String query) throws SQLException {
        return connection.prepareStatement(database.sql(query));
    }

    /// @param row of request, response, run and checksum
    static AnswerRow answer(byte[] key, ResultSet row) throws SQLException {
        return new AnswerRow(
                key,
                row.getString(1).getBytes(UTF_8),
                row.getString(2).getBytes(UTF_8),
                row.getString(3).getBytes(UTF_8),
                row.getInt(4));
    }

    Optional<AnswerRow> answer(byte[] key) throws SQLException {
        answer.setBytes(1, key);
        try (ResultSet row = answer.executeQuery()) {
            return row.next() ? Optional.of(answer(key, row)) : Optional.empty();
        }
    }

    /// Some answers that stand behind one another.
    ///
    /// @param rows oldest first; empty behind the last answer
    /// @param lastId the next page begins behind it
    record Page(List<AnswerRow> rows, long lastId) {}

    Page page(long afterId) throws SQLException {
        page.setLong(1, afterId);
        List<AnswerRow> rows = new ArrayList<>(PAGE_ROWS);
        long last = afterId;
        try (ResultSet row = page.executeQuery()) {
            while (row.next()) {
                rows.add(answer(row.getBytes(5), row));
                last = row.getLong(6);
            }
        }
        return new Page(rows, last);
    }

    List<EventRow> events(String run, long from) throws SQLException {
        events.setString(1, run);
        events.setLong(2, from);
        List<EventRow> found = new ArrayList<>();
        try (ResultSet row = events.executeQuery()) {
            while (row.next()) {
                byte[] event = row.getString(2).getBytes(UTF_8);
                found.add(new EventRow(run, row.getLong(1), event, row.getInt(3)));
            }
        }
        return found;
    }

    Spent spent(String run) throws SQLException {
        spent.setString(1, run);
        try (ResultSet rows = spent.executeQuery()) {
            return SpentRows.sum(run, rows, database.url().toString());
        }
    }

    /// Run and model are as they are stored.
    List<AttemptRecord> attempts(String run, long from) throws SQLException {
        return SpentRows.page(attempts, run, from, database.url().toString());
    }

    List<String> runs() throws SQLException {
        return names(runs);
    }

    List<String> runsWithAttempts() throws SQLException {
        return names(runsWithAttempts);
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

    /// Every query is a transaction of its own.
    @Override
    public void rollback() {}

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
