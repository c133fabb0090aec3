package dev.hone.ledger.postgres;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.ledger.store.LedgerCompaction;

import org.postgresql.Driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;

/// The database: how it is connected to, in which schema the ledger is, and the names there.
///
/// @param schema the ledger's
record Database(PostgresUrl url, String schema) {

    /// How long a statement waits for another process; many times what a transaction takes.
    static final int LOCK_SECONDS = 60;

    /// Commits are durable even where the server's default is to wait for no disk. The server frees
    /// what a machine that lost its power or its network had locked after a minute, not after the
    /// two hours that are usual.
    private static final String SESSION =
            """
            SELECT set_config('synchronous_commit', 'on', false)
              WHERE current_setting('synchronous_commit') = 'off';
            SET lock_timeout = '%1$ds';
            SET idle_in_transaction_session_timeout = '%1$ds';
            SET tcp_keepalives_idle = 30;
            SET tcp_keepalives_interval = 10;
            SET tcp_keepalives_count = 3;
            """
                    .formatted(LOCK_SECONDS);

    /// Connects, makes the tables where there are none, and brings older ones to this version.
    ///
    /// @throws InputException when there is no ledger and none can be made
    static Database prepared(PostgresUrl url) {
        try (Connection connection = connection(url)) {
            Database database = new Database(url, Schema.current(connection, url));
            new Schema(database).prepare(connection);
            return database;
        } catch (SQLException e) {
            throw Failure.explained("open", url, e);
        }
    }

    /// What is there, for people: server and version; changes nothing.
    static String described(PostgresUrl url) {
        try (Connection connection = connection(url)) {
            Database database = new Database(url, Schema.current(connection, url));
            return "PostgreSQL "
                    + text(connection, "SHOW server_version")
                    + ", schema "
                    + database.schema
                    + ", "
                    + new Schema(database).described(connection);
        } catch (SQLException e) {
            throw Failure.explained("open", url, e);
        }
    }

    /// Of the tables on disk.
    static long size(PostgresUrl url) {
        try (Connection connection = connection(url)) {
            Database database = new Database(url, Schema.current(connection, url));
            return new Schema(database).size(connection);
        } catch (SQLException e) {
            throw Failure.explained("read", url, e);
        }
    }

    /// The ledger that is there; makes and changes nothing.
    ///
    /// @throws InputException when there is none
    static Database existing(PostgresUrl url) {
        try (Connection connection = connection(url)) {
            Database database = new Database(url, Schema.current(connection, url));
            new Schema(database).requireLedger(connection);
            return database;
        } catch (SQLException e) {
            throw Failure.explained("open", url, e);
        }
    }

    /// Packs the tables and their indexes.
    ///
    /// @throws InputException when there is no ledger, or somebody uses it
    static LedgerCompaction compacted(PostgresUrl url) {
        Database database = existing(url);
        try (Connection connection = connection(url)) {
            waitForLongStatements(connection);
            return new Schema(database).pack(connection);
        } catch (SQLException e) {
            throw Failure.isLocked(e)
                    ? new InputException(
                            "The ledger "
                                    + url
                                    + " is in use by another process, so it cannot be compacted"
                                    + " now. Wait until that run has ended, or end it, and try"
                                    + " again.",
                            e)
                    : Failure.explained("compact", url, e);
        }
    }

    /// For statements that go through whole tables and say nothing meanwhile.
    static void waitForLongStatements(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
    }

    /// A connection whose commits are durable. While it is open the tables are not packed.
    Connection connect() throws SQLException {
        Connection connection = connection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock_shared(" + inUse() + ")");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// The lock that all share who use the ledger.
    long inUse() {
        return lock("in use", "");
    }

    private static Connection connection(PostgresUrl url) throws SQLException {
        Connection connection = new Driver().connect(url.address(), url.properties());
        if (connection == null) {
            throw new IllegalStateException("The driver does not take its own URL.");
        }
        try (Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            statement.execute(SESSION);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /// The query with the names of the tables in place of `{answers}` and its like.
    String sql(String query) {
        return query.replaceAll(
                "\\{(\\w+)}",
                Matcher.quoteReplacement("\"" + schema.replace("\"", "\"\"") + "\".")
                        + Schema.PREFIX
                        + "$1");
    }

    /// The advisory lock for something in this ledger. Two things that happen to share one wait for
    /// each other, needlessly.
    ///
    /// @param kind of thing: `run`
    long lock(String kind, String name) {
        String hex = Digest.of("hone", schema, kind, name).hex();
        return Long.parseUnsignedLong(hex.substring(0, 2 * Long.BYTES), 16);
    }
}
