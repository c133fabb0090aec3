package dev.hone.ledger.sqlite;

import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.RunEventJson;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.EventRow;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Ledgers as older versions of Hone made them.
final class OldFile {

    private static final List<String> VERSIONS =
            List.of(
                    """
                    CREATE TABLE answers(
                      key BLOB NOT NULL PRIMARY KEY,
                      request TEXT NOT NULL,
                      response TEXT NOT NULL,
                      run TEXT NOT NULL,
                      checksum INTEGER NOT NULL);
                    CREATE TABLE events(
                      run TEXT NOT NULL,
                      position INTEGER NOT NULL,
                      event TEXT NOT NULL,
                      checksum INTEGER NOT NULL,
                      PRIMARY KEY(run, position));
                    CREATE INDEX first_events ON events(run) WHERE position = 0;
                    """,
                    """
                    CREATE TABLE attempts(
                      run TEXT NOT NULL,
                      number INTEGER NOT NULL,
                      key BLOB NOT NULL,
                      model TEXT NOT NULL,
                      tokens INTEGER NOT NULL,
                      usd TEXT NOT NULL,
                      millis INTEGER NOT NULL,
                      checksum INTEGER NOT NULL,
                      PRIMARY KEY(run, number)) WITHOUT ROWID;
                    CREATE TABLE settlements(
                      run TEXT NOT NULL,
                      number INTEGER NOT NULL,
                      tokens INTEGER NOT NULL,
                      usd TEXT NOT NULL,
                      millis INTEGER NOT NULL,
                      checksum INTEGER NOT NULL,
                      PRIMARY KEY(run, number)) WITHOUT ROWID;
                    """,
                    """
                    DROP TABLE answers;
                    CREATE TABLE answer_rows(
                      id INTEGER NOT NULL PRIMARY KEY,
                      key BLOB NOT NULL,
                      request TEXT NOT NULL,
                      response TEXT NOT NULL,
                      run TEXT NOT NULL,
                      checksum INTEGER NOT NULL);
                    CREATE VIEW answers AS
                      SELECT id, key, request, response, run, checksum FROM answer_rows;
                    CREATE TABLE answer_keys(
                      start BLOB NOT NULL,
                      id INTEGER NOT NULL,
                      PRIMARY KEY(start, id)) WITHOUT ROWID;
                    CREATE TABLE indexed(id INTEGER NOT NULL);
                    INSERT INTO indexed VALUES(0);
                    CREATE TRIGGER answer_rows_deleted AFTER DELETE ON answer_rows BEGIN
                      DELETE FROM answer_keys
                        WHERE start = substr(old.key, 1, 8) AND id = old.id;
                    END;
                    CREATE TRIGGER answers_deleted INSTEAD OF DELETE ON answers BEGIN
                      DELETE FROM answer_rows WHERE id = old.id;
                    END;
                    """);

    // As a process leaves it that was killed before it filled the rest of the index.
    private static final String HALF_AN_INDEX =
            """
            INSERT INTO answer_keys SELECT substr(key, 1, 8), id FROM answer_rows
              WHERE id <= (SELECT count(*) / 2 FROM answer_rows);
            UPDATE indexed SET id = (SELECT count(*) FROM answer_keys);
            """;

    private OldFile() {}

    static String insertAnswer(int version) {
        return "INSERT OR IGNORE INTO "
                + (version < 3 ? "answers" : "answer_rows")
                + "(key, request, response, run, checksum)"
                + " VALUES(?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)";
    }

    /// @param version from 1 to 3
    static void write(
            Path file, int version, List<RecordedAnswer> answers, RunId run, List<RunEvent> events)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeQuery("PRAGMA journal_mode = WAL").close();
            for (String tables : VERSIONS.subList(0, version)) {
                statement.executeUpdate(tables);
            }
            statement.executeUpdate("PRAGMA application_id = " + 0x484F4E45);
            statement.executeUpdate("PRAGMA user_version = " + version);
            statement.executeUpdate("BEGIN");
            try (PreparedStatement insert = connection.prepareStatement(insertAnswer(version))) {
                for (RecordedAnswer answer : answers) {
                    bind(insert, AnswerRow.of(answer));
                    insert.executeUpdate();
                }
            }
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO events(run, position, event, checksum)"
                                    + " VALUES(?, ?, CAST(? AS TEXT), ?)")) {
                for (int i = 0; i < events.size(); i++) {
                    byte[] event = RunEventJson.write(events.get(i));
                    insert.setString(1, run.value());
                    insert.setLong(2, i);
                    insert.setBytes(3, event);
                    insert.setInt(4, EventRow.checksum(run.value(), i, event));
                    insert.executeUpdate();
                }
            }
            if (version == 3) {
                statement.executeUpdate(HALF_AN_INDEX);
            }
            statement.executeUpdate("COMMIT");
        }
    }

    static void bind(PreparedStatement insert, AnswerRow row) throws SQLException {
        insert.setBytes(1, row.key());
        insert.setBytes(2, row.request());
        insert.setBytes(3, row.response());
        insert.setBytes(4, row.run());
        insert.setInt(5, row.checksum());
    }
}
