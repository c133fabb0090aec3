package dev.hone.ledger.postgres;

import dev.hone.testkit.TestPostgres;

import org.junit.jupiter.api.Assumptions;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server, and in it a schema of its own for every test.
final class TestDatabase implements AutoCloseable {

    private final TestPostgres server;
    private int schemas;

    private TestDatabase(TestPostgres server) {
        this.server = server;
    }

    static TestDatabase start() throws Exception {
        return new TestDatabase(
                TestPostgres.start()
                        .orElseGet(
                                () ->
                                        Assumptions.abort(
                                                "Tests of the ledger in PostgreSQL need initdb and"
                                                        + " postgres; this system has not.")));
    }

    TestPostgres server() {
        return server;
    }

    /// A URL with the password, for an empty schema.
    String emptySchema() {
        String schema = "Schema " + ++schemas;
        sql("CREATE SCHEMA \"" + schema + "\"");
        return url() + "&currentSchema=%22Schema%20" + schemas + "%22";
    }

    /// A URL with the password.
    String url() {
        return server.url() + "&password=" + TestPostgres.PASSWORD;
    }

    static PostgresUrl parsed(String url) {
        return PostgresUrl.of(url, Map.of());
    }

    void sql(String sql) {
        sql(url(), sql);
    }

    static void sql(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> rows(String url, String query) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
