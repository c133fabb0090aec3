package dev.hone.cli.ledger;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.sqlite.LedgerCompaction;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `hone ledger compact`: writes the file anew without gaps.
@Command(
        name = "compact",
        description =
                "Packs the ledger's file and drops nothing; refused while another process uses it.",
        mixinStandardHelpOptions = true)
final class CompactCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private LedgerOption ledger = new LedgerOption();

    CompactCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = ledger.existingFile(terminal, "PostgreSQL packs its tables itself.");
        LedgerCompaction done = LedgerCompaction.of(file);
        terminal.out()
                .println(
                        terminal.shown(file)
                                + " takes "
                                + Bytes.shown(done.after())
                                + ", before it took "
                                + Bytes.shown(done.before())
                                + ".");
        return ExitCode.DONE.code();
    }
}
