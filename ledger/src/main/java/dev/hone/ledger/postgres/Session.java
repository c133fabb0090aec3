package dev.hone.ledger.postgres;

import java.sql.SQLException;

/// A connection with what is prepared on it; used by one thread at a time.
interface Session {

    /// Ends a transaction that failed.
    void rollback() throws SQLException;

    void close() throws SQLException;

    /// Opens a new one.
    @FunctionalInterface
    interface Opening<S extends Session> {
        S open() throws SQLException;
    }
}
