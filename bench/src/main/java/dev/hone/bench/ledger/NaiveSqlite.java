package dev.hone.bench.ledger;

import dev.hone.Digest;
import dev.hone.ledger.AnswerJson;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.model.ModelResponse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// SQLite as one would use it at first: one connection behind a lock, write-ahead log, a durable
/// commit for every answer.
final class NaiveSqlite implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    NaiveSqlite(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS answers(key TEXT PRIMARY KEY, request TEXT,"
                            + " response TEXT)");
        }
        insert = connection.prepareStatement("INSERT OR IGNORE INTO answers VALUES(?, ?, ?)");
        select = connection.prepareStatement("SELECT response FROM answers WHERE key = ?");
    }

    synchronized void put(RecordedAnswer answer) throws SQLException {
        insert.setString(1, answer.request().digest().hex());
        insert.setBytes(2, AnswerJson.writeRequest(answer.request()));
        insert.setBytes(3, AnswerJson.writeResponse(answer.response()));
        insert.executeUpdate();
    }

    synchronized ModelResponse get(Digest request) throws SQLException {
        select.setString(1, request.hex());
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("An answer was lost.");
            }
            return AnswerJson.readResponse(row.getBytes(1));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
