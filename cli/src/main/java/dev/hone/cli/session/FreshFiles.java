package dev.hone.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a command is about to create, so that a run which ends before its first answer leaves no
/// trace: a wrong key must not leave a folder for which the next try is refused.
public final class FreshFiles {

    private final Path folder;
    private final Path ledger;
    private final boolean noteIsNew;
    private final boolean ledgerIsNew;
    private final List<Path> newFolders = new ArrayList<>();

    private FreshFiles(Path folder, Path ledger) {
        this.folder = folder;
        this.ledger = ledger;
        this.noteIsNew = !RunNote.isIn(folder);
        this.ledgerIsNew = !Files.exists(ledger);
        addMissing(folder);
        Path parent = ledger.getParent();
        if (parent != null) {
            addMissing(parent);
        }
    }

    /// Looks at what is there before a command starts.
    ///
    /// @param folder of the run
    /// @param ledger its file
    public static FreshFiles before(Path folder, Path ledger) {
        return new FreshFiles(folder, ledger);
    }

    private void addMissing(Path path) {
        for (Path missing = path;
                missing != null && !Files.exists(missing);
                missing = missing.getParent()) {
            if (!newFolders.contains(missing)) {
                newFolders.add(missing);
            }
        }
    }

    /// Removes a run's note and a ledger that were not there before, and the folders that are empty
    /// then. The ledger must be closed.
    public void remove() {
        try {
            if (noteIsNew && RunNote.isIn(folder)) {
                RunNote.delete(folder);
            }
            if (ledgerIsNew) {
                for (String suffix : List.of("", "-wal", "-shm", "-journal", "-claims")) {
                    Files.deleteIfExists(ledger.resolveSibling(ledger.getFileName() + suffix));
                }
            }
            for (Path made : newFolders) {
                if (Files.exists(made)) {
                    removeIfEmpty(made);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Somebody else's files are in it: it stays.
        }
    }
}
