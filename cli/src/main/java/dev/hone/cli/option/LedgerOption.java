package dev.hone.cli.option;

import dev.hone.InputException;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the ledger is.
public final class LedgerOption {

    public static final String DEFAULT = "runs/ledger.db";

    @Option(
            names = "--ledger",
            paramLabel = "PLACE",
            description =
                    "The ledger, shared by runs so that nothing is paid for twice: a file, or"
                            + " jdbc:postgresql://HOST/DATABASE, whose password is best left to"
                            + " PGPASSWORD or ~/.pgpass. Default: "
                            + DEFAULT
                            + ".")
    private @Nullable String ledger;

    public boolean isGiven() {
        return ledger != null;
    }

    /// The ledger's place; a file must be there already.
    ///
    /// @throws InputException when it is not, or when it is a URL that is wrong
    public LedgerPlace existing(Terminal terminal) {
        LedgerPlace place = place(terminal);
        if (place instanceof LedgerPlace.InFile in && !Files.isRegularFile(in.file())) {
            throw new InputException(
                    "There is no ledger "
                            + place
                            + ". Name the one that runs were made with: --ledger FILE.");
        }
        return place;
    }

    /// The ledger's file, which must be there already, for what is done to files.
    ///
    /// @param instead what does the same for a database
    /// @throws InputException when it is not there, or is a database
    public Path existingFile(Terminal terminal, String instead) {
        return switch (existing(terminal)) {
            case LedgerPlace.InFile in -> in.file();
            case LedgerPlace.InDatabase in ->
                    throw new InputException(
                            "The ledger "
                                    + in
                                    + " is a database, and this command is about files. "
                                    + instead);
        };
    }

    /// @throws InputException when it is a URL that is wrong
    public LedgerPlace place(Terminal terminal) {
        String given = ledger;
        return LedgerPlace.of(
                given == null ? DEFAULT : given,
                terminal.workingDirectory(),
                terminal.environment());
    }
}
