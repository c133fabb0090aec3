package dev.hone.ledger.sqlite;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Tells of most new keys that the index does not have them, without looking there: to find out
/// that a random key is missing takes as long as writing its row. Used by one thread at a time,
/// within its transactions.
///
/// The index may be large. So it is read by those only who write much, and little by little, some
/// keys for every answer that has to be looked for; until it is read to its end it may have any
/// key. What this process puts into it later is told; when another process has filled it, all
/// begins again.
final class IndexedKeys {

    private static final int PART_OF_INDEX_THAT_IS_MUCH = 64;
    private static final int KEYS_READ_FOR_AN_ANSWER = 8;
    private static final int ROOM_TO_GROW = 2;
    private static final int MOST_KEYS = 50_000_000;
    private static final byte[] BEFORE_ALL = {};

    private final int fewestKeys;
    private final PreparedStatement next;
    private @Nullable KeyFilter filter;
    private long indexed;
    private long lookedFor;
    private byte[] readTo = BEFORE_ALL;
    private boolean isRead;

    /// @param fewestKeys that there is room for; a filter for more than 50 million is not made
    IndexedKeys(Connection connection, int fewestKeys) throws SQLException {
        this.fewestKeys = fewestKeys;
        next =
                connection.prepareStatement(
                        "SELECT start FROM answer_keys WHERE start > ? ORDER BY start LIMIT ?");
    }

    /// To be called at the beginning of a transaction.
    ///
    /// @param id of the newest answer that the index has
    void begin(long id) {
        if (id != indexed || isOutgrown()) {
            indexed = id;
            filter = null;
            lookedFor = 0;
            readTo = BEFORE_ALL;
            isRead = false;
        }
    }

    private boolean isOutgrown() {
        return filter != null && filter.isFull() && capacity() > filter.capacity();
    }

    private int capacity() {
        return Math.clamp(ROOM_TO_GROW * indexed, fewestKeys, MOST_KEYS);
    }

    /// Whether the index surely has no key that begins like this one.
    boolean lacks(byte[] key) {
        return isRead && filter != null && !filter.mayHave(NewKeys.start(key));
    }

    /// Reads more of the index, unless all is read.
    ///
    /// @param answers that had to be looked for
    void readOn(int answers) throws SQLException {
        lookedFor += answers;
        if (isRead || answers == 0 || lookedFor < indexed / PART_OF_INDEX_THAT_IS_MUCH) {
            return;
        }
        if (filter == null) {
            filter = new KeyFilter(capacity());
        }
        int wanted = KEYS_READ_FOR_AN_ANSWER * answers;
        next.setBytes(1, readTo);
        next.setInt(2, wanted);
        int read = 0;
        try (ResultSet row = next.executeQuery()) {
            while (row.next()) {
                readTo = row.getBytes(1);
                filter.add(NewKeys.start(readTo));
                read++;
            }
        }
        isRead = read < wanted;
    }

    /// A key that this process is about to put into the index. It does no harm if that fails.
    void add(long start) {
        if (filter != null) {
            filter.add(start);
        }
    }

    /// The keys added are in the index now.
    ///
    /// @param id of the newest answer that it has
    void filled(long id) {
        indexed = id;
    }
}
