package dev.hone.ledger.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// A connection that holds locks. The server frees them when it ends, however it ends.
final class ClaimSession implements Session {

    private final Connection connection;
    private final PreparedStatement lock;
    private final PreparedStatement unlock;

    /// @param held by the session before this, if nobody else has them by now
    ClaimSession(Database database, Collection<Long> held) throws SQLException {
        connection = database.connect();
        lock =
                connection.prepareStatement(
                        "SELECT k, pg_try_advisory_lock(k) FROM unnest(?::bigint[]) AS k");
        unlock =
                connection.prepareStatement(
                        "SELECT pg_advisory_unlock(k) FROM unnest(?::bigint[]) AS k");
        lock(held);
    }

    /// Those of them that were free. A session can lock twice what it has: not to be asked for.
    Set<Long> lock(Collection<Long> keys) throws SQLException {
        Set<Long> locked = new HashSet<>();
        if (!keys.isEmpty()) {
            lock.setArray(1, connection.createArrayOf("int8", keys.toArray()));
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(2)) {
                        locked.add(row.getLong(1));
                    }
                }
            }
        }
        return locked;
    }

    void unlock(Collection<Long> keys) throws SQLException {
        if (!keys.isEmpty()) {
            unlock.setArray(1, connection.createArrayOf("int8", keys.toArray()));
            unlock.executeQuery().close();
        }
    }

    @Override
    public void rollback() {}

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
