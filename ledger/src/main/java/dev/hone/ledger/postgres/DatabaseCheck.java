package dev.hone.ledger.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.InputException;
import dev.hone.ledger.store.Findings;
import dev.hone.ledger.store.LedgerCheck;
import dev.hone.ledger.store.SpentRows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/// Reads all tables as they are at one moment, to find what is damaged.
final class DatabaseCheck {

    private static final int ROWS_AT_ONCE = 256;

    /// An index that has lost rows must not hide them.
    private static final String ROWS_FROM_TABLES =
            """
            SET LOCAL enable_indexscan = off;
            SET LOCAL enable_indexonlyscan = off;
            SET LOCAL enable_bitmapscan = off;
            """;

    /// Rows of a range of places come from the table, and what they are joined with one by one from
    /// an index.
    private static final String ROWS_FROM_INDEXES =
            """
            SET LOCAL enable_seqscan = off;
            SET LOCAL enable_bitmapscan = off;
            SET LOCAL enable_hashjoin = off;
            SET LOCAL enable_mergejoin = off;
            """;

    private static final String ANSWER = "'The answer to request ' || encode(a.key, 'hex')";

    private static final List<Index> INDEXES =
            List.of(
                    new Index("answers", ANSWER, "b.key = a.key"),
                    new Index("answers", ANSWER, "b.id = a.id"),
                    new Index(
                            "attempts",
                            "'Attempt ' || a.number || ' of run ' || a.run",
                            "b.run = a.run AND b.number = a.number"),
                    new Index(
                            "settlements",
                            "'The settlement of attempt ' || a.number || ' of run ' || a.run",
                            "b.run = a.run AND b.number = a.number"),
                    new Index(
                            "events",
                            "'Event ' || a.position || ' of run ' || a.run",
                            "b.run = a.run AND b.position = a.position"),
                    // Not as the index has it, so that it is of no use for finding a.
                    new Index(
                            "events",
                            "a.position + 0 = 0",
                            "'Event 0 of run ' || a.run",
                            "b.id = a.id AND b.position = 0"));

    private final Database database;
    private final Connection connection;
    private final Findings findings;

    private DatabaseCheck(Database database, Connection connection, Findings findings) {
        this.database = database;
        this.connection = connection;
        this.findings = findings;
    }

    /// @throws InputException when there is no ledger
    static LedgerCheck of(PostgresUrl url, int most) {
        Database database = Database.existing(url);
        Findings findings = new Findings(most);
        try (Connection connection = database.connect()) {
            Database.waitForLongStatements(connection);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            new DatabaseCheck(database, connection, findings).run();
            connection.rollback();
        } catch (SQLException e) {
            throw Failure.explained("read", url, e);
        }
        return findings.result();
    }

    private void run() throws SQLException {
        tryTo("The table of answers", ROWS_FROM_TABLES, this::answers);
        tryTo("The tables of attempts", ROWS_FROM_TABLES, this::attempts);
        tryTo("The table of events", ROWS_FROM_TABLES, this::events);
        for (Index index : INDEXES) {
            tryTo(
                    "An index of " + index.table,
                    ROWS_FROM_INDEXES,
                    statement -> in(index, statement));
        }
    }

    /// Damage ends the reading of a table, not the check; so does a page that the server itself
    /// finds damaged.
    private void tryTo(String what, String settings, Reading reading) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            statement.execute(settings);
            reading.on(statement);
        } catch (SQLException e) {
            if (!Failure.isDamage(e)) {
                throw e;
            }
            findings.add(what + " cannot be read to its end: " + e.getMessage() + ".");
        }
        // The settings go with it.
        connection.rollback(before);
    }

    private void answers(Statement statement) throws SQLException {
        try (ResultSet row =
                query(statement, "SELECT request, response, run, checksum, key FROM {answers}")) {
            while (row.next()) {
                findings.answer(ReadSession.answer(row.getBytes(5), row));
            }
        }
        try (ResultSet row =
                query(
                        statement,
                        "SELECT key FROM {answers} GROUP BY key HAVING count(*) > 1 ORDER BY 1")) {
            while (row.next()) {
                findings.add(row.getBytes(1), "stands there twice");
            }
        }
    }

    private void attempts(Statement statement) throws SQLException {
        try (ResultSet rows =
                query(statement, SpentRows.selectAll("{attempts}", "{settlements}"))) {
            findings.attempts(rows);
        }
        try (ResultSet rows =
                query(statement, SpentRows.selectSettledAlone("{attempts}", "{settlements}"))) {
            findings.settledAlone(rows);
        }
    }

    private void events(Statement statement) throws SQLException {
        try (ResultSet rows =
                query(
                        statement,
                        "SELECT run, position, event, checksum FROM {events}"
                                + " ORDER BY run, position")) {
            findings.events(rows, row -> row.getString(3).getBytes(UTF_8));
        }
    }

    private void in(Index index, Statement statement) throws SQLException {
        try (ResultSet row = query(statement, index.lost())) {
            while (row.next()) {
                findings.add(row.getString(1) + " is missing in the index.");
            }
        }
    }

    private ResultSet query(Statement statement, String query) throws SQLException {
        return statement.executeQuery(database.sql(query));
    }

    /// @param rows that are in the index
    /// @param name of the row `a`
    /// @param same what the index finds row `a` by, as row `b`
    private record Index(String table, String rows, String name, String same) {

        Index(String table, String name, String same) {
            this(table, "true", name, same);
        }

        String lost() {
            return "SELECT "
                    + name
                    + (" FROM {%1$s} a WHERE a.ctid >= '(0,0)' AND " + rows).formatted(table)
                    + (" AND NOT EXISTS (SELECT 1 FROM {%1$s} b WHERE " + same + ") ORDER BY 1")
                            .formatted(table);
        }
    }

    @FunctionalInterface
    private interface Reading {
        void on(Statement statement) throws SQLException;
    }
}
