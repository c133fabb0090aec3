package dev.hone.ledger.sqlite;

import dev.hone.InputException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables, and how a file of an older version becomes one of this version.
///
/// `PRAGMA application_id` marks a file as ours, `PRAGMA user_version` counts the migrations it has
/// seen. Views and tables show JSON as text, so that `sqlite3` and its JSON functions can read it.
final class Schema {

    private static final int APPLICATION_ID = 0x484F4E45;

    /// What version 4 made of the columns that versions before it had. Part of a migration, so it
    /// stays as it is.
    private static final String LINES_OF_FOUR_COLUMNS =
            "CAST(checksum || char(10) || request || char(10) || response || char(10) || run"
                    + " AS BLOB)";

    /// Migration n takes a file from version n to n + 1. Only ever append.
    ///
    /// Rows of answers and events are wide, so their tables keep their row ids: keys stay in a slim
    /// index, rows are appended, and row ids tell what came first. Attempts and settlements are
    /// slim, read by run and number only, and every request writes one of each: their tables are
    /// their index.
    ///
    /// From version 3 on `answer_keys` is the index of `answer_rows`, by the first 8 bytes of the
    /// key, for the rows up to the id in `indexed`; see [NewKeys]. `answers` became a view so that
    /// an older Hone that has the file open cannot go on writing, as it would leave the index out.
    /// The triggers are for people who delete an answer to have it asked again.
    ///
    /// From version 4 on a row of `answer_rows` has one column behind its key; see [AnswerColumns].
    private static final List<String> MIGRATIONS =
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
                    CREATE TABLE answer_rows(
                      id INTEGER NOT NULL PRIMARY KEY,
                      key BLOB NOT NULL,
                      request TEXT NOT NULL,
                      response TEXT NOT NULL,
                      run TEXT NOT NULL,
                      checksum INTEGER NOT NULL);
                    INSERT INTO answer_rows
                      SELECT row_number() OVER (ORDER BY rowid),
                        key, request, response, run, checksum
                      FROM answers ORDER BY rowid;
                    DROP TABLE answers;
                    CREATE VIEW answers AS
                      SELECT id, key, request, response, run, checksum FROM answer_rows;
                    CREATE TABLE answer_keys(
                      start BLOB NOT NULL,
                      id INTEGER NOT NULL,
                      PRIMARY KEY(start, id)) WITHOUT ROWID;
                    INSERT INTO answer_keys
                      SELECT substr(key, 1, 8), id FROM answer_rows ORDER BY 1, 2;
                    CREATE TABLE indexed(id INTEGER NOT NULL);
                    INSERT INTO indexed SELECT coalesce(max(id), 0) FROM answer_rows;
                    CREATE TRIGGER answer_rows_deleted AFTER DELETE ON answer_rows BEGIN
                      DELETE FROM answer_keys
                        WHERE start = substr(old.key, 1, 8) AND id = old.id;
                    END;
                    CREATE TRIGGER answers_deleted INSTEAD OF DELETE ON answers BEGIN
                      DELETE FROM answer_rows WHERE id = old.id;
                    END;
                    """,
                    """
                    CREATE TABLE packed(
                      id INTEGER NOT NULL PRIMARY KEY,
                      key BLOB NOT NULL,
                      answer BLOB NOT NULL);
                    INSERT INTO packed
                      SELECT id, key, %s FROM answer_rows ORDER BY id;
                    DROP VIEW answers;
                    DROP TABLE answer_rows;
                    ALTER TABLE packed RENAME TO answer_rows;
                    CREATE VIEW answers AS
                      SELECT id, key,
                        CAST(request AS TEXT) AS request,
                        CAST(substr(rest, 1, instr(rest, x'0a') - 1) AS TEXT) AS response,
                        CAST(substr(rest, instr(rest, x'0a') + 1) AS TEXT) AS run,
                        CAST(CAST(checksum AS TEXT) AS INTEGER) AS checksum
                      FROM (
                        SELECT id, key, checksum,
                          substr(rest, 1, instr(rest, x'0a') - 1) AS request,
                          substr(rest, instr(rest, x'0a') + 1) AS rest
                        FROM (
                          SELECT id, key,
                            substr(answer, 1, instr(answer, x'0a') - 1) AS checksum,
                            substr(answer, instr(answer, x'0a') + 1) AS rest
                          FROM answer_rows));
                    CREATE TRIGGER answer_rows_deleted AFTER DELETE ON answer_rows BEGIN
                      DELETE FROM answer_keys
                        WHERE start = substr(old.key, 1, 8) AND id = old.id;
                    END;
                    CREATE TRIGGER answers_deleted INSTEAD OF DELETE ON answers BEGIN
                      DELETE FROM answer_rows WHERE id = old.id;
                    END;
                    """
                            .formatted(LINES_OF_FOUR_COLUMNS));

    private Schema() {}

    /// Whether the file, which this leaves as it is, is of a version that has attempts.
    static boolean hasAttempts(Statement statement) throws SQLException {
        return version(statement) > 1;
    }

    private static String selectOldAnswers(String table) {
        return "SELECT key || "
                + LINES_OF_FOUR_COLUMNS
                + " AS row FROM "
                + table
                + " ORDER BY rowid";
    }

    /// The query for all answers, each as [AnswerColumns#read] takes it.
    static String selectAnswers(Statement statement) throws SQLException {
        return switch (version(statement)) {
            case 1, 2 -> selectOldAnswers("answers");
            case 3 -> selectOldAnswers("answer_rows");
            default -> AnswerColumns.SELECT_ALL;
        };
    }

    /// Whether the file, which this leaves as it is, is of a version whose index is a table.
    static boolean hasIndexOfKeys(Statement statement) throws SQLException {
        return version(statement) > 2;
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /// @throws InputException when the file belongs to another program or to a newer Hone
    static void check(Connection connection, Path file) throws SQLException {
        // In this order: another process may make the tables and the mark, together, in between.
        boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        boolean ours = number(connection, "PRAGMA application_id") == APPLICATION_ID;
        if (!ours && !empty) {
            throw new InputException(
                    "The ledger " + file + " is a database of another program. Name another file.");
        }
        int version = number(connection, "PRAGMA user_version");
        if (version > MIGRATIONS.size()) {
            throw new InputException(
                    "The ledger "
                            + file
                            + " has version "
                            + version
                            + ", this Hone reads up to "
                            + MIGRATIONS.size()
                            + ". Update Hone, or name another file.");
        }
    }

    /// Brings the file to this version, in one transaction; does nothing when it is there already.
    static void migrate(Connection connection, Path file) throws SQLException {
        if (number(connection, "PRAGMA user_version") == MIGRATIONS.size()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");
            try {
                check(connection, file);
                int version = number(connection, "PRAGMA user_version");
                for (String migration : MIGRATIONS.subList(version, MIGRATIONS.size())) {
                    statement.executeUpdate(migration);
                }
                statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
                statement.executeUpdate("PRAGMA user_version = " + MIGRATIONS.size());
                statement.executeUpdate("COMMIT");
            } catch (SQLException | RuntimeException e) {
                rollback(statement, e);
                throw e;
            }
        }
    }

    /// Does nothing when the failure has already rolled the transaction back.
    private static void rollback(Statement statement, Exception failure) {
        try {
            statement.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }
}
