package dev.hone.ledger.place;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.postgres.PostgresLedger;
import dev.hone.ledger.postgres.PostgresUrl;
import dev.hone.ledger.sqlite.FileCheck;
import dev.hone.ledger.sqlite.FileCompaction;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.ledger.store.LedgerCheck;
import dev.hone.ledger.store.LedgerCompaction;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a ledger is. As text ([#toString()]) it holds no secret, and [#of] understands it again.
public sealed interface LedgerPlace {

    /// Opens the ledger that is there; makes one when there is none.
    ///
    /// @throws InputException when there cannot be one
    Ledger open();

    /// Reads every row of the ledger that is there, and changes nothing; others may use it
    /// meanwhile.
    ///
    /// @param most damages to list
    /// @throws InputException when there is no ledger
    LedgerCheck check(int most);

    /// Packs the ledger that is there; drops nothing.
    ///
    /// @throws InputException when there is no ledger, or another process uses it
    LedgerCompaction compact();

    /// Bytes on disk, with what belongs to the ledger; 0 when there is none.
    long size();

    /// Tells a URL from a file.
    ///
    /// @param directory what a relative path is relative to
    /// @param environment names user and password where a URL does not
    /// @throws InputException when a URL is wrong
    static LedgerPlace of(String text, Path directory, Map<String, String> environment) {
        if (text.startsWith(PostgresUrl.PREFIX)) {
            return new InDatabase(PostgresUrl.of(text, environment));
        }
        Optional<String> foreign = ForeignUrl.kind(text);
        if (foreign.isPresent()) {
            throw new InputException(
                    "The ledger is a URL that begins with \""
                            + Excerpt.of(foreign.get())
                            + "\", but must be a file, such as runs/ledger.db, or a PostgreSQL"
                            + " database, such as jdbc:postgresql://db.example.com/hone.");
        }
        return new InFile(directory.resolve(text).normalize());
    }

    /// In one SQLite file.
    ///
    /// @param file absolute
    record InFile(Path file) implements LedgerPlace {

        @Override
        public Ledger open() {
            return SqliteLedger.open(file);
        }

        @Override
        public LedgerCheck check(int most) {
            return FileCheck.of(file, most);
        }

        @Override
        public LedgerCompaction compact() {
            return FileCompaction.of(file);
        }

        @Override
        public long size() {
            return FileCompaction.size(file);
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /// In a PostgreSQL database.
    record InDatabase(PostgresUrl url) implements LedgerPlace {

        @Override
        public Ledger open() {
            return PostgresLedger.open(url);
        }

        @Override
        public LedgerCheck check(int most) {
            return PostgresLedger.check(url, most);
        }

        @Override
        public LedgerCompaction compact() {
            return PostgresLedger.compact(url);
        }

        @Override
        public long size() {
            return PostgresLedger.size(url);
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }
}
