package dev.hone.cli.session;

import dev.hone.ledger.place.LedgerPlace;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a command is about to create, so that a run which ends before its first answer leaves no
/// trace: a wrong key must not leave a folder for which the next try is refused.
public final class FreshFiles {

    private final @Nullable Path folder;

    /// Null when it was there, or is no file.
    private final @Nullable Path ledger;

    private final boolean noteIsNew;
    private final List<Path> newFolders = new ArrayList<>();

    private FreshFiles(@Nullable Path folder, LedgerPlace place) {
        this.folder = folder;
        this.noteIsNew = folder != null && !RunNote.isIn(folder);
        addMissing(folder);
        this.ledger =
                switch (place) {
                    case LedgerPlace.InFile in -> Files.exists(in.file()) ? null : in.file();
                    // Tables without rows are in nobody's way.
                    case LedgerPlace.InDatabase in -> null;
                };
        if (ledger != null) {
            addMissing(ledger.getParent());
        }
    }

    /// Looks at what is there before a command starts.
    ///
    /// @param folder of the run
    public static FreshFiles before(Path folder, LedgerPlace ledger) {
        return new FreshFiles(folder, ledger);
    }

    /// As [#before(Path, LedgerPlace)], for a command without a folder.
    public static FreshFiles before(LedgerPlace ledger) {
        return new FreshFiles(null, ledger);
    }

    private void addMissing(@Nullable Path path) {
        for (Path missing = path;
                missing != null && !Files.exists(missing);
                missing = missing.getParent()) {
            if (!newFolders.contains(missing)) {
                newFolders.add(missing);
            }
        }
    }

    /// Removes a run's note and a ledger that were not there before, and the folders that are empty
    /// then; what cannot be removed stays, as on a disk that may not be written. The ledger must be
    /// closed.
    public void remove() {
        try {
            if (folder != null && noteIsNew && RunNote.isIn(folder)) {
                RunNote.delete(folder);
            }
            if (ledger != null) {
                for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
                    Files.deleteIfExists(beside(ledger, suffix));
                }
                removeEmptyFilesIn(beside(ledger, "-claims"));
            }
            for (Path made : newFolders) {
                if (Files.exists(made)) {
                    removeIfEmpty(made);
                }
            }
        } catch (IOException e) {
            // Why the run ended is told, and that matters more.
        }
    }

    private static Path beside(Path ledger, String suffix) {
        return ledger.resolveSibling(ledger.getFileName() + suffix);
    }

    private static void removeEmptyFilesIn(Path claims) throws IOException {
        if (!Files.isDirectory(claims)) {
            return;
        }
        try (Stream<Path> files = Files.list(claims)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file) && Files.size(file) == 0) {
                    Files.delete(file);
                }
            }
        }
        removeIfEmpty(claims);
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Somebody else's files are in it: it stays.
        }
    }
}
