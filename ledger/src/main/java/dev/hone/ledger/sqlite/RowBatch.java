package dev.hone.ledger.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Rows on their way into one table, written together: one by one, the driver costs more than the
/// row. Used by one thread at a time.
final class RowBatch {

    private final PreparedStatement insert;
    private final List<Written> waiting = new ArrayList<>();

    RowBatch(PreparedStatement insert) {
        this.insert = insert;
    }

    /// Whether a row was written; known once its batch was.
    static final class Written {

        private boolean isNew;

        boolean isNew() {
            return isNew;
        }

        /// The row was written otherwise.
        void becomeNew() {
            isNew = true;
        }
    }

    /// Binds the fields of one row.
    @FunctionalInterface
    interface Row {
        void bind(PreparedStatement insert) throws SQLException;
    }

    Written add(Row row) throws SQLException {
        row.bind(insert);
        insert.addBatch();
        Written written = new Written();
        waiting.add(written);
        return written;
    }

    /// Writes the rows added, in their order.
    ///
    /// @return how many were added
    int write() throws SQLException {
        if (waiting.isEmpty()) {
            return 0;
        }
        int[] counts = insert.executeBatch();
        for (int i = 0; i < counts.length; i++) {
            waiting.get(i).isNew = counts[i] == 1;
        }
        waiting.clear();
        return counts.length;
    }

    /// Drops the rows added.
    void clear() throws SQLException {
        waiting.clear();
        insert.clearBatch();
    }
}
