package dev.hone.ledger.place;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.postgres.PostgresLedger;
import dev.hone.ledger.postgres.PostgresUrl;
import dev.hone.ledger.sqlite.SqliteLedger;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a ledger is. As text ([#toString()]) it holds no secret, and [#of] understands it again.
public sealed interface LedgerPlace {

    /// Opens the ledger that is there; makes one when there is none.
    ///
    /// @throws InputException when there cannot be one
    Ledger open();

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
        public String toString() {
            return url.toString();
        }
    }
}
