package dev.hone.ledger.sqlite;

import dev.hone.ledger.store.AnswerRow;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Some answers that stand behind one another in the file.
///
/// Row ids tell the order. They may be used from one page to the next because nothing is ever
/// deleted: they have no gaps that `VACUUM`, which may number rows anew, could close.
///
/// @param rows oldest first; empty behind the last answer
/// @param lastRowId the next page begins behind it
record AnswerPage(List<AnswerRow> rows, long lastRowId) {

    /// Rows may be large, and a page stands in memory.
    private static final int ROWS = 256;

    static final String SELECT =
            "SELECT request, response, run, checksum, key, rowid FROM answers"
                    + " WHERE rowid > ? ORDER BY rowid LIMIT "
                    + ROWS;

    /// @param select a [#SELECT]
    static AnswerPage read(PreparedStatement select, long afterRowId) throws SQLException {
        select.setLong(1, afterRowId);
        List<AnswerRow> rows = new ArrayList<>(ROWS);
        long last = afterRowId;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(ReadConnections.answer(row.getBytes(5), row));
                last = row.getLong(6);
            }
        }
        return new AnswerPage(rows, last);
    }
}
