package dev.hone.ledger.postgres;

import dev.hone.InputException;
import dev.hone.ledger.store.LedgerCompaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The tables, and how those of an older version become those of this version.
///
/// The table `hone_ledger` holds a row for every migration that was made. JSON is stored as it was
/// written (type `json`, not `jsonb`), so that its checksum holds and SQL can read it.
final class Schema {

    static final String PREFIX = "hone_";

    private static final int PATIENCE_SECONDS = 2;

    private static final List<String> TABLES =
            List.of("ledger", "answers", "attempts", "settlements", "events");

    /// Migration n takes a ledger from version n to n + 1. Only ever append.
    ///
    /// `batch` names the transaction that wrote a row: a process whose connection broke at the
    /// commit finds out by it whether the commit was made. `id` tells what came first, and has
    /// gaps.
    private static final List<String> MIGRATIONS =
            List.of(
                    """
                    CREATE TABLE {ledger}(version integer NOT NULL PRIMARY KEY);
                    CREATE TABLE {answers}(
                      id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
                      key bytea NOT NULL PRIMARY KEY,
                      request json NOT NULL,
                      response json NOT NULL,
                      run text NOT NULL,
                      checksum integer NOT NULL,
                      batch uuid NOT NULL);
                    CREATE TABLE {attempts}(
                      run text NOT NULL,
                      number bigint NOT NULL,
                      key bytea NOT NULL,
                      model text NOT NULL,
                      tokens bigint NOT NULL,
                      usd text NOT NULL,
                      millis bigint NOT NULL,
                      checksum integer NOT NULL,
                      batch uuid NOT NULL,
                      PRIMARY KEY(run, number));
                    CREATE TABLE {settlements}(
                      run text NOT NULL,
                      number bigint NOT NULL,
                      tokens bigint NOT NULL,
                      usd text NOT NULL,
                      millis bigint NOT NULL,
                      checksum integer NOT NULL,
                      PRIMARY KEY(run, number));
                    CREATE TABLE {events}(
                      id bigint GENERATED ALWAYS AS IDENTITY,
                      run text NOT NULL,
                      position bigint NOT NULL,
                      event json NOT NULL,
                      checksum integer NOT NULL,
                      batch uuid NOT NULL,
                      PRIMARY KEY(run, position));
                    CREATE INDEX ON {events}(id) WHERE position = 0;
                    """);

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    /// The schema new tables go to.
    ///
    /// @throws InputException when there is none, or the database keeps text in less than Unicode
    static String current(Connection connection, PostgresUrl url) throws SQLException {
        String encoding = Database.text(connection, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new InputException(
                    "The ledger "
                            + url
                            + " is a database in encoding "
                            + encoding
                            + ", which has no room for all texts. Create one with: createdb"
                            + " --encoding=UTF8 --template=template0 NAME.");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_schema()")) {
            row.next();
            String schema = row.getString(1);
            if (schema == null) {
                throw new InputException(
                        "The ledger "
                                + url
                                + " has no schema that this user may use. Create the one that"
                                + " currentSchema names, and grant USAGE and CREATE on it.");
            }
            return schema;
        }
    }

    /// Makes or migrates the tables, in one transaction, unless they are of this version.
    ///
    /// @throws InputException when they belong to another program or to a newer Hone, or may not be
    ///   read and written
    void prepare(Connection connection) throws SQLException {
        if (version(connection) < MIGRATIONS.size()) {
            migrate(connection);
        }
        requireGrants(connection);
    }

    String described(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > 0) {
            requireGrants(connection);
            return "a ledger of version " + version;
        }
        if (!is(connection, "SELECT has_schema_privilege(current_schema(), 'CREATE')")) {
            throw new InputException(
                    "The ledger "
                            + database.url()
                            + " is not made yet, and this user may not create tables in schema "
                            + database.schema()
                            + ".");
        }
        return "where the ledger will be made";
    }

    /// Of the tables on disk, with indexes and what was put out of line.
    long size(Connection connection) throws SQLException {
        long size = 0;
        for (String table : TABLES) {
            String literal = "'" + database.sql("{" + table + "}").replace("'", "''") + "'";
            String query = "SELECT coalesce(pg_total_relation_size(to_regclass(%s)), 0)";
            size += Long.parseLong(Database.text(connection, query.formatted(literal)));
        }
        return size;
    }

    /// @throws InputException when there are no tables, or not ours
    void requireLedger(Connection connection) throws SQLException {
        if (version(connection) == 0) {
            throw new InputException(
                    "There is no ledger in "
                            + database.url()
                            + ", schema "
                            + database.schema()
                            + ". Name the database that runs were made with, and its schema with"
                            + " ?currentSchema=.");
        }
    }

    /// Writes the tables and their indexes anew without gaps.
    ///
    /// @throws SQLException when another session uses them
    /// @throws InputException when the server leaves out a table, of which the user is no owner
    LedgerCompaction pack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '" + PATIENCE_SECONDS + "s'");
            statement.execute("SELECT pg_advisory_lock(" + database.inUse() + ")");
            long before = size(connection);
            for (String table : TABLES) {
                statement.execute(database.sql("VACUUM (FULL) {" + table + "}"));
                SQLWarning warning = statement.getWarnings();
                if (warning != null) {
                    throw new InputException(
                            "The ledger "
                                    + database.url()
                                    + " cannot be compacted: "
                                    + warning.getMessage()
                                    + ". Its owner can.");
                }
            }
            return new LedgerCompaction(before, size(connection));
        }
    }

    private void migrate(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + database.lock("schema", "") + ")");
            // Another process may have made them while this one waited.
            for (int version = version(connection); version < MIGRATIONS.size(); version++) {
                statement.execute(database.sql(MIGRATIONS.get(version)));
                statement.execute(
                        database.sql("INSERT INTO {ledger} VALUES(" + (version + 1) + ")"));
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// 0 when there are no tables.
    private int version(Connection connection) throws SQLException {
        List<String> theirs = columns(connection);
        if (theirs.isEmpty()) {
            return 0;
        }
        if (!theirs.contains("hone_ledger.version")) {
            throw new InputException(
                    "The ledger "
                            + database.url()
                            + " has tables of another program in schema "
                            + database.schema()
                            + ", such as "
                            + theirs.getFirst().split("\\.")[0]
                            + ". Name another schema with ?currentSchema=.");
        }
        String newest =
                Database.text(
                        connection, database.sql("SELECT coalesce(max(version), 0) FROM {ledger}"));
        int version = Integer.parseInt(newest);
        if (version > MIGRATIONS.size()) {
            throw new InputException(
                    "The ledger "
                            + database.url()
                            + " has version "
                            + version
                            + ", this Hone reads up to "
                            + MIGRATIONS.size()
                            + ". Update Hone, or name another schema with ?currentSchema=.");
        }
        return version;
    }

    /// Columns, behind their tables, of all relations in the schema that are named like ours.
    private List<String> columns(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT c.relname || '.' || coalesce(a.attname, '')"
                                + " FROM pg_catalog.pg_class c"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                                + " LEFT JOIN pg_catalog.pg_attribute a"
                                + " ON a.attrelid = c.oid AND a.attnum > 0"
                                + " WHERE n.nspname = ? AND c.relname = ANY(?) ORDER BY 1")) {
            query.setString(1, database.schema());
            Object[] names = TABLES.stream().map(PREFIX::concat).toArray();
            query.setArray(2, connection.createArrayOf("text", names));
            List<String> columns = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
            return columns;
        }
    }

    private void requireGrants(Connection connection) throws SQLException {
        for (String table : TABLES) {
            boolean written = !table.equals("ledger");
            for (String right : written ? List.of("SELECT", "INSERT") : List.of("SELECT")) {
                String name = database.sql("{" + table + "}");
                String literal = "'" + name.replace("'", "''") + "'";
                if (!is(
                        connection,
                        "SELECT has_table_privilege(" + literal + ", '" + right + "')")) {
                    throw new InputException(
                            "The ledger "
                                    + database.url()
                                    + " is closed to this user. Its owner opens it with: GRANT "
                                    + right
                                    + " ON "
                                    + name
                                    + " TO the user.");
                }
            }
        }
    }

    private static boolean is(Connection connection, String query) throws SQLException {
        return Database.text(connection, query).equals("t");
    }
}
