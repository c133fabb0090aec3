package dev.hone.ledger.postgres;

import dev.hone.HoneException;
import dev.hone.InputException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;

/// What errors of the server and the driver mean, by their SQLSTATE, and to a person.
final class Failure {

    private static final String CONNECTION = "08";
    private static final String NO_PASSWORD = "08004";
    private static final String RESOURCES_DISK = "53100";
    private static final String LOCKED = "55P03";
    private static final String AUTHORIZATION = "28";

    /// Shutdown, crash, start-up, and the time-outs of idle sessions.
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

    /// Serialization failure, deadlock, too many connections.
    private static final Set<String> PASSING = Set.of("40001", "40P01", "53300");

    private Failure() {}

    /// Whether the connection is of no use any more.
    static boolean isLost(SQLException failure) {
        String state = state(failure);
        return LOST.contains(state) || state.startsWith(CONNECTION);
    }

    /// Whether the same may work in a moment.
    static boolean isPassing(SQLException failure) {
        String state = state(failure);
        return !state.equals(NO_PASSWORD) && (isLost(failure) || PASSING.contains(state));
    }

    /// Whether what is stored cannot be read: the server found it damaged (XX), its disk did (58),
    /// or a value is none (22).
    static boolean isDamage(SQLException failure) {
        String state = state(failure);
        return state.startsWith("XX") || state.startsWith("58") || state.startsWith("22");
    }

    /// Whether another session has kept something locked.
    static boolean isLocked(SQLException failure) {
        return state(failure).equals(LOCKED);
    }

    static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    /// The error of the statement that failed. The driver's error of a batch quotes the statement
    /// with all its values: whole prompts.
    static SQLException inBatch(BatchUpdateException failure) {
        SQLException inner = failure.getNextException();
        return inner == null ? failure : inner;
    }

    /// What a person can do about it; holds no secret.
    ///
    /// @param doing what failed: `write`
    static HoneException explained(String doing, PostgresUrl url, SQLException cause) {
        String failed = "Could not " + doing + " the ledger " + url + ": ";
        String said = url.redacted(said(cause));
        String state = state(cause);
        if (state.equals(NO_PASSWORD) || state.startsWith(AUTHORIZATION)) {
            return new InputException(failed + said + access(url), cause);
        }
        if (isLost(cause)) {
            return lost(doing, failed, said, cause);
        }
        return switch (state) {
            case "3D000" ->
                    new InputException(
                            failed + said + ". Create it (createdb), or name one that exists.",
                            cause);
            case "42501" ->
                    new InputException(
                            failed
                                    + said
                                    + ". The user needs to create tables in the schema once, and"
                                    + " then SELECT and INSERT on them.",
                            cause);
            case "25006" ->
                    new InputException(
                            failed + said + ". This is a standby; name the primary server.", cause);
            case "53300" ->
                    new HoneException(
                            failed
                                    + said
                                    + ". Every Hone process uses up to 6 connections; let fewer"
                                    + " run, or raise max_connections.",
                            cause);
            case LOCKED ->
                    new HoneException(
                            failed
                                    + "another program has kept it locked for "
                                    + Database.LOCK_SECONDS
                                    + " s. Close that program, then resume.",
                            cause);
            case RESOURCES_DISK ->
                    new HoneException(
                            failed
                                    + said
                                    + ". What was answered before is safe; make room, then resume.",
                            cause);
            default -> new HoneException(failed + said, cause);
        };
    }

    /// What the server said, or the network: the driver's advice is left out, and so are the lines
    /// with details, which may quote values.
    private static String said(SQLException failure) {
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return switch (failure.getCause()) {
            case UnknownHostException e -> "there is no host " + e.getMessage();
            case ConnectException e -> first.replaceFirst("(?<= refused)\\..*", "");
            case IOException e -> first + " (" + e.getClass().getSimpleName() + ")";
            case null, default -> first;
        };
    }

    private static String access(PostgresUrl url) {
        String user = url.user();
        return ". Hone connected as "
                + (user == null ? "the user of the operating system" : "user " + user)
                + "; another is named by ?user= in the URL or PGUSER, the password by PGPASSWORD or"
                + " ~/.pgpass.";
    }

    private static HoneException lost(
            String doing, String failed, String said, SQLException cause) {
        if (doing.equals("open")) {
            return new InputException(
                    failed
                            + said
                            + (said.endsWith(".") ? "" : ".")
                            + " Check host and port, and that a PostgreSQL server runs there.",
                    cause);
        }
        return new HoneException(
                failed
                        + "the server has not answered for a while ("
                        + said
                        + "). What was answered before is safe; resume when the server is back.",
                cause);
    }
}
