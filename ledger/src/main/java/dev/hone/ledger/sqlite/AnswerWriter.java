package dev.hone.ledger.sqlite;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes answers within the transactions of one connection; used by one thread at a time.
final class AnswerWriter {

    private static final String INSERT =
            "INSERT INTO answer_rows(id, key, answer) SELECT ?1, ?2, ?3";
    private static final String UNLESS_INDEXED =
            " WHERE NOT EXISTS (SELECT 1 FROM answer_keys WHERE start = substr(?2, 1, 8))";

    // A mebibyte.
    private static final int FEWEST_KEYS_OF_A_FILTER = 800_000;

    // New keys go to all pages of the index, so the more pages it has, the more keys it has to be
    // filled with for a page to get several.
    private static final int PART_OF_INDEX_TO_FILL_WITH = 8;
    private static final long MOST_NEW_TO_FEWEST = 8;
    private static final int KEYS_ON_A_PAGE = 150;

    private final NewKeys news;
    private final int fewestNew;
    private final AnswerIndex index;
    private final IndexedKeys indexedKeys;
    private final RowBatch surelyNew;
    private final RowBatch lookedFor;
    private final PreparedStatement insert;
    private final PreparedStatement fill;
    private final PreparedStatement filled;

    // Of this transaction.
    private AnswerIndex.Ends ends = new AnswerIndex.Ends(0, 0);
    private boolean hasBegun;
    private boolean hasFilled;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<ByteBuffer> keys = new HashSet<>();
    private final List<Waiting> written = new ArrayList<>();
    private long last;

    private record Waiting(long id, AnswerColumns row, RowBatch.Written written) {}

    /// @param fewestNew answers that stand behind the index before it is filled with them; up to
    ///   eight times as many, where it is large
    AnswerWriter(Connection connection, NewKeys news, int fewestNew) throws SQLException {
        this.news = news;
        this.fewestNew = fewestNew;
        index = new AnswerIndex(connection, news);
        indexedKeys = new IndexedKeys(connection, FEWEST_KEYS_OF_A_FILTER);
        surelyNew = new RowBatch(connection.prepareStatement(INSERT));
        lookedFor = new RowBatch(connection.prepareStatement(INSERT + UNLESS_INDEXED));
        insert = connection.prepareStatement(INSERT);
        fill =
                connection.prepareStatement(
                        "INSERT INTO answer_keys(start, id) SELECT substr(key, 1, 8), id"
                                + " FROM answer_rows WHERE id > ? ORDER BY 1, 2");
        filled = connection.prepareStatement("UPDATE indexed SET id = ?");
    }

    /// Writes the row unless its key is taken.
    RowBatch.Written insert(AnswerColumns row) throws SQLException {
        begin();
        boolean isFirst = keys.add(ByteBuffer.wrap(row.key()));
        if (isFirst && news.startingLike(row.key()).length == 0) {
            last++;
            long id = last;
            RowBatch batch = indexedKeys.lacks(row.key()) ? surelyNew : lookedFor;
            RowBatch.Written added = batch.add(insert -> bind(insert, id, row));
            waiting.add(new Waiting(id, row, added));
            return added;
        }
        write();
        RowBatch.Written added = new RowBatch.Written();
        if (isFirst) {
            last++;
            insertUnlessThere(new Waiting(last, row, added));
        }
        return added;
    }

    private void begin() throws SQLException {
        if (!hasBegun) {
            ends = index.catchUp();
            last = Math.max(ends.last(), ends.indexed());
            indexedKeys.begin(ends.indexed());
            hasBegun = true;
        }
    }

    private static void bind(PreparedStatement insert, long id, AnswerColumns row)
            throws SQLException {
        insert.setLong(1, id);
        insert.setBytes(2, row.key());
        insert.setBytes(3, row.answer());
    }

    /// Writes the rows that wait.
    private void write() throws SQLException {
        surelyNew.write();
        indexedKeys.readOn(lookedFor.write());
        for (Waiting each : waiting) {
            if (each.written.isNew()) {
                written.add(each);
            } else {
                insertUnlessThere(each);
            }
        }
        waiting.clear();
    }

    /// For a key that begins as another does: seldom is that not the same.
    private void insertUnlessThere(Waiting each) throws SQLException {
        if (index.find(each.row.key()).isEmpty()) {
            bind(insert, each.id, each.row);
            insert.executeUpdate();
            written.add(each);
            each.written.becomeNew();
        }
    }

    /// Writes all, and fills the index when there is much to fill it with; to be called before the
    /// transaction is committed.
    ///
    /// @return pages of the index that this changed, roughly
    long finish() throws SQLException {
        if (!hasBegun) {
            return 0;
        }
        write();
        long enough =
                Math.clamp(
                        ends.indexed() / PART_OF_INDEX_TO_FILL_WITH,
                        fewestNew,
                        MOST_NEW_TO_FEWEST * fewestNew);
        long behind = last - ends.indexed();
        if (behind < enough) {
            return 0;
        }
        fillIndex();
        return Math.min(behind, last / KEYS_ON_A_PAGE);
    }

    /// Fills the index with all that is not in it.
    void fillAll() throws SQLException {
        begin();
        if (last > ends.indexed()) {
            fillIndex();
        }
    }

    private void fillIndex() throws SQLException {
        news.starts().forEach(indexedKeys::add);
        written.forEach(each -> indexedKeys.add(NewKeys.start(each.row.key())));
        fill.setLong(1, ends.indexed());
        fill.executeUpdate();
        filled.setLong(1, last);
        filled.executeUpdate();
        hasFilled = true;
    }

    /// To be called when the transaction was committed, before anybody is told.
    void committed() {
        if (hasFilled) {
            indexedKeys.filled(last);
            news.dropUpTo(last);
        } else {
            written.forEach(each -> news.add(each.id, each.row.key()));
        }
        forget();
    }

    /// To be called when the transaction was rolled back.
    void rolledBack() throws SQLException {
        forget();
        surelyNew.clear();
        lookedFor.clear();
    }

    private void forget() {
        hasBegun = false;
        hasFilled = false;
        waiting.clear();
        keys.clear();
        written.clear();
    }
}
