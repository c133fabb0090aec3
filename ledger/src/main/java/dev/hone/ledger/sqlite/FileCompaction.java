package dev.hone.ledger.sqlite;

import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.ledger.store.LedgerCompaction;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/// Packs a ledger's file.
public final class FileCompaction {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private FileCompaction() {}

    /// Writes the file anew without gaps, and the log into it. Nothing is dropped. Needs free space
    /// of the size of the file, in the folder for temporary files and beside the file.
    ///
    /// A large file takes longer than other processes wait for a lock, so this refuses while
    /// another process has the ledger open, and those that come meanwhile wait or are refused.
    /// Killed half-way, it leaves the file as it was.
    ///
    /// @throws InputException when there is no ledger, or another process uses it
    /// @throws HoneException when the disk is full or the file is damaged
    public static LedgerCompaction of(Path file) {
        LedgerFile ledger = new LedgerFile(file.toAbsolutePath().normalize(), PATIENCE);
        ledger.requireLedger();
        long before = size(ledger.path());
        try (Connection connection = ledger.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            // Only a process that is alone can leave the write-ahead log.
            journal(statement, "DELETE");
            try {
                statement.executeUpdate("VACUUM");
            } finally {
                journal(statement, "WAL");
            }
        } catch (SQLException e) {
            throw isBusy(e) ? inUse(ledger.path(), e) : ledger.explain("compact", e);
        }
        return new LedgerCompaction(before, size(ledger.path()));
    }

    /// Bytes on disk, the log beside the file included.
    public static long size(Path file) {
        try {
            long size = 0;
            for (String suffix : List.of("", "-wal", "-shm")) {
                Path part = file.resolveSibling(file.getFileName() + suffix);
                size += Files.exists(part) ? Files.size(part) : 0;
            }
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void journal(Statement statement, String mode) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA journal_mode = " + mode)) {
            row.next();
        }
    }

    private static boolean isBusy(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_LOCKED);
    }

    private static InputException inUse(Path file, SQLException cause) {
        return new InputException(
                "The ledger "
                        + file
                        + " is in use by another process, so it cannot be compacted now. Wait until"
                        + " that run has ended, or end it, and try again.",
                cause);
    }
}
