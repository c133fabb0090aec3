package dev.hone.ledger.sqlite;

import dev.hone.HoneException;
import dev.hone.InputException;

import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The file: how it is opened, and what its errors mean to a person.
///
/// @param path absolute
/// @param patience how long to wait for another process that holds the lock
record LedgerFile(Path path, Duration patience) {

    private static final String NO_LIBRARY =
            "the library of SQLite cannot be unpacked in the folder for temporary files, "
                    + System.getProperty("java.io.tmpdir")
                    + ". Make it writable, with 2 MB of room, or name another:"
                    + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER.";

    private static final long BRIEFLY_NANOS = 1_000_000;

    private static final int PRIMARY_CODE = 0xFF;

    /// Creates what is missing, checks that the file is a ledger of this version or older, and
    /// brings it to this version.
    void prepare() {
        if (Files.isDirectory(path)) {
            throw new InputException(
                    "The ledger "
                            + path
                            + " is a folder. Name a file, for example ledger.db in it.");
        }
        createFolder();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Schema.check(connection, path);
            if (!turnToLog(statement)) {
                throw new InputException(
                        "The ledger "
                                + path
                                + " lies where SQLite cannot keep a write-ahead log (a network"
                                + " file system?). Name a file on a local disk.");
            }
            Schema.migrate(connection, path);
        } catch (SQLException e) {
            throw explain("open", e);
        }
    }

    /// Of those who open a new file at once, one gets the lock that this needs, and SQLite tells
    /// the others that the file is locked without a wait, since they would wait for each other.
    ///
    /// @return whether the file has a write-ahead log now
    private boolean turnToLog(Statement statement) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                return mode.getString(1).equals("wal");
            } catch (SQLiteException e) {
                if (e.getResultCode() != SQLiteErrorCode.SQLITE_BUSY
                        || System.nanoTime() - start > patience.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(BRIEFLY_NANOS);
            }
        }
    }

    /// Checks that there is a ledger, and changes nothing.
    ///
    /// @throws InputException when there is none, or it belongs to another program or a newer Hone
    void requireLedger() {
        if (!Files.isRegularFile(path)) {
            throw new InputException(
                    "There is no ledger " + path + ". Name the file that runs were made with.");
        }
        try (Connection connection = connect()) {
            Schema.check(connection, path);
        } catch (SQLException e) {
            throw explain("open", e);
        }
    }

    /// A connection whose commits are durable.
    Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // Otherwise the driver prepares and runs a query behind every insert.
        config.setGetGeneratedKeys(false);
        // As a URI, since the driver takes what follows a '?' in a plain name for settings.
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        return config.createConnection("jdbc:sqlite:" + path.toUri());
    }

    /// @param doing what failed: `write`
    HoneException explain(String doing, SQLException cause) {
        String failed = "Could not " + doing + " the ledger " + path + ": ";
        if (cause.getCause() instanceof NativeLibraryNotFoundException) {
            return new InputException(failed + NO_LIBRARY, cause);
        }
        if (!(cause instanceof SQLiteException sqlite)) {
            return new HoneException(failed + cause.getMessage(), cause);
        }
        // A disk without room for the index of the log says so in a way of its own.
        SQLiteErrorCode primary =
                sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE
                        ? SQLiteErrorCode.SQLITE_FULL
                        : SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE);
        return switch (primary) {
            case SQLITE_FULL ->
                    new HoneException(
                            failed
                                    + "the disk is full. What was answered before is safe; make"
                                    + " room, then "
                                    + (doing.equals("open") ? "try again." : "resume."),
                            cause);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    new HoneException(
                            failed
                                    + "another program has kept it locked for "
                                    + patience.toSeconds()
                                    + " s. Close that program, then resume.",
                            cause);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                    new InputException(
                            failed
                                    + "the file or its folder cannot be written. Change the"
                                    + " permissions, or name another file.",
                            cause);
            case SQLITE_NOTADB ->
                    new InputException(failed + "the file is not a ledger. Name another.", cause);
            case SQLITE_CORRUPT -> new HoneException(failed + "the file is damaged.", cause);
            case SQLITE_IOERR ->
                    new HoneException(
                            failed
                                    + "the disk reports an error ("
                                    + sqlite.getResultCode()
                                    + "). What was answered before is safe unless the disk is not."
                                    + " Look at the disk and at what this user may store on it,"
                                    + " then "
                                    + (doing.equals("open") ? "try again." : "resume."),
                            cause);
            default -> new HoneException(failed + cause.getMessage(), cause);
        };
    }

    private void createFolder() {
        Path folder = path.getParent();
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InputException(
                    "The folder "
                            + folder
                            + " of the ledger cannot be created ("
                            + reason(e)
                            + "). Name a file in a folder that can be written.",
                    e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException taken -> "a file is in the way";
            case FileSystemException failure when failure.getReason() != null ->
                    failure.getReason();
            default -> e.getClass().getSimpleName();
        };
    }
}
