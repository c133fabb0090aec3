package dev.hone.ledger.sqlite;

import dev.hone.InputException;
import dev.hone.ledger.store.Findings;
import dev.hone.ledger.store.LedgerCheck;
import dev.hone.ledger.store.SpentRows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Reads a ledger's file to find what is damaged.
public final class FileCheck {

    private static final String UNINDEXED =
            "SELECT lower(hex(key)) FROM answer_rows a WHERE id <= (SELECT max(id) FROM indexed)"
                    + " AND NOT EXISTS (SELECT 1 FROM answer_keys k"
                    + " WHERE k.start = substr(a.key, 1, 8) AND k.id = a.id) ORDER BY id";
    private static final String INDEXED_ALONE =
            "SELECT id FROM answer_keys k WHERE NOT EXISTS (SELECT 1 FROM answer_rows a"
                    + " WHERE a.id = k.id AND substr(a.key, 1, 8) = k.start"
                    + " AND a.id <= (SELECT max(id) FROM indexed)) ORDER BY id";
    private static final String TWICE =
            "SELECT lower(hex(key)) FROM answer_rows GROUP BY key HAVING count(*) > 1"
                    + " ORDER BY min(id)";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FileCheck() {}

    /// Reads the whole file and changes nothing: SQLite's own check of its structure, the checksum
    /// of every row, whether every answer is filed under the digest of its request and in the
    /// index, whether the numbers of every run's attempts and the positions of its events have
    /// gaps, and whether every settlement has its attempt. Other processes may use the ledger
    /// meanwhile.
    ///
    /// @param most damages to list
    /// @throws InputException when there is no ledger, or it is one of a newer Hone
    public static LedgerCheck of(Path file, int most) {
        LedgerFile ledger = new LedgerFile(file.toAbsolutePath().normalize(), PATIENCE);
        ledger.requireLedger();
        Findings findings = new Findings(most);
        try (Connection connection = ledger.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA query_only = 1");
            tryTo("The structure", findings, () -> structure(statement, findings));
            tryTo("The table of answers", findings, () -> answers(statement, findings));
            tryTo("The index of answers", findings, () -> index(statement, findings));
            tryTo("The tables of attempts", findings, () -> attempts(statement, findings));
            tryTo("The table of events", findings, () -> events(statement, findings));
        } catch (SQLException e) {
            throw ledger.explain("read", e);
        }
        return findings.result();
    }

    /// A damaged page ends the reading of a table, not the check.
    private static void tryTo(String what, Findings findings, Reading reading) {
        try {
            reading.run();
        } catch (SQLException e) {
            findings.add(what + " cannot be read to its end: " + e.getMessage() + ".");
        }
    }

    private static void structure(Statement statement, Findings findings) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            while (row.next()) {
                String line = row.getString(1);
                if (!"ok".equals(line)) {
                    findings.add("SQLite: " + line);
                }
            }
        }
    }

    private static void answers(Statement statement, Findings findings) throws SQLException {
        try (ResultSet row = statement.executeQuery(Schema.selectAnswers(statement))) {
            while (row.next()) {
                findings.answer(AnswerColumns.read(row));
            }
        }
    }

    private static void index(Statement statement, Findings findings) throws SQLException {
        if (!Schema.hasIndexOfKeys(statement)) {
            return;
        }
        requests(statement, UNINDEXED, " is missing in the index.", findings);
        requests(statement, TWICE, " stands there twice.", findings);
        try (ResultSet row = statement.executeQuery(INDEXED_ALONE)) {
            while (row.next()) {
                findings.add("The index has answer " + row.getLong(1) + ", which is not there so.");
            }
        }
    }

    private static void requests(
            Statement statement, String select, String damage, Findings findings)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(select)) {
            while (row.next()) {
                findings.add("The answer to request " + row.getString(1) + damage);
            }
        }
    }

    private static void attempts(Statement statement, Findings findings) throws SQLException {
        if (!Schema.hasAttempts(statement)) {
            return;
        }
        try (ResultSet rows =
                statement.executeQuery(SpentRows.selectAll("attempts", "settlements"))) {
            findings.attempts(rows);
        }
        try (ResultSet rows =
                statement.executeQuery(SpentRows.selectSettledAlone("attempts", "settlements"))) {
            findings.settledAlone(rows);
        }
    }

    private static void events(Statement statement, Findings findings) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery(
                        "SELECT run, position, event, checksum FROM events"
                                + " ORDER BY run, position")) {
            findings.events(rows, row -> row.getBytes(3));
        }
    }

    @FunctionalInterface
    private interface Reading {
        void run() throws SQLException;
    }
}
