package dev.hone.cli.ledger;

import dev.hone.InputException;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.terminal.Terminal;
import dev.hone.data.TextFile;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.ledger.transfer.LedgerImport;
import dev.hone.ledger.transfer.LedgerSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `hone ledger import`: takes in what another ledger held.
@Command(
        name = "import",
        description =
                "Takes in a file that export wrote, or another ledger. What is there already stays;"
                        + " importing twice changes nothing.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private static final byte[] SQLITE = "SQLite format 3".getBytes(StandardCharsets.UTF_8);

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "A .jsonl file or a ledger.")
    private Path source = Path.of("");

    @Mixin private LedgerOption ledger = new LedgerOption();

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path from = terminal.resolve(source);
        TextFile.check(from);
        LedgerPlace into = ledger.place(terminal);
        LedgerImport done;
        if (isLedger(from)) {
            if (into instanceof LedgerPlace.InFile in && isSame(from, in.file())) {
                throw new InputException(
                        from + " is the ledger itself. Name another file, or another --ledger.");
            }
            try (SqliteLedger other = SqliteLedger.open(from);
                    Ledger target = into.open()) {
                done = LedgerImport.run(LedgerSource.ledger(other, from), target);
            }
        } else {
            try (Ledger target = into.open()) {
                done = LedgerImport.run(LedgerSource.lines(from), target);
            }
        }
        report(done, into);
        return ExitCode.DONE.code();
    }

    private void report(LedgerImport done, LedgerPlace into) {
        if (!done.complete()) {
            terminal.warn(
                    terminal.shown(terminal.resolve(source))
                            + " has no end line; it may have been cut short.");
        }
        terminal.out()
                .println(
                        String.format(
                                Locale.ROOT,
                                "%s: %,d answers, %,d attempts and %,d events are new; %,d, %,d and"
                                        + " %,d were there.",
                                shown(into),
                                done.newAnswers(),
                                done.newAttempts(),
                                done.newEvents(),
                                done.knownAnswers(),
                                done.knownAttempts(),
                                done.knownEvents()));
    }

    private String shown(LedgerPlace place) {
        return switch (place) {
            case LedgerPlace.InFile in -> terminal.shown(in.file());
            case LedgerPlace.InDatabase in -> in.toString();
        };
    }

    private static boolean isLedger(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            throw TextFile.unreadable(other, e);
        }
    }
}
