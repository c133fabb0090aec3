package dev.hone.bench;

import dev.hone.ledger.Ledger;
import dev.hone.ledger.sqlite.SqliteLedger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A ledger in SQLite, in a new file that is gone when this is closed.
final class TemporaryLedger implements AutoCloseable {

    private final Path folder;
    private final SqliteLedger ledger;

    /// In the folder for temporary files, which must lie on a disk for the figures to mean
    /// anything.
    TemporaryLedger() throws IOException {
        folder = Files.createTempDirectory("hone-bench");
        ledger = SqliteLedger.open(folder.resolve("ledger.db"));
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        List<Path> all;
        try (Stream<Path> content = Files.walk(folder)) {
            all = content.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
