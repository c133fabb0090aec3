package dev.hone.cli.option;

import dev.hone.InputException;
import dev.hone.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the ledger is.
public final class LedgerOption {

    public static final Path DEFAULT = Path.of("runs", "ledger.db");

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description =
                    "The ledger, shared by runs so that nothing is paid for twice. Default:"
                            + " runs/ledger.db.")
    private @Nullable String ledger;

    public boolean isGiven() {
        return ledger != null;
    }

    /// The ledger's file, which must be there already.
    ///
    /// @throws InputException when it is not
    public Path existing(Terminal terminal) {
        Path file = file(terminal);
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    "There is no ledger "
                            + file
                            + ". Name the one that runs were made with: --ledger FILE.");
        }
        return file;
    }

    public Path file(Terminal terminal) {
        String given = ledger;
        if (given != null && given.startsWith("jdbc:")) {
            throw new InputException(
                    "--ledger is \""
                            + given
                            + "\", but this version keeps its ledger in a SQLite file. Right would"
                            + " be --ledger runs/ledger.db.");
        }
        return terminal.resolve(given == null ? DEFAULT : Path.of(given));
    }
}
