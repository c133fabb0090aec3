package dev.hone.cli.option;

import dev.hone.InputException;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;

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

    /// As a person would name it.
    public static String shown(LedgerPlace place, Terminal terminal) {
        return switch (place) {
            case LedgerPlace.InFile in -> terminal.shown(in.file());
            case LedgerPlace.InDatabase in -> in.toString();
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
