package dev.hone.cli.ledger;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.ledger.store.LedgerCompaction;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// `hone ledger compact`: writes the file or the tables anew without gaps.
@Command(
        name = "compact",
        description = "Packs the ledger and drops nothing; refused while another process uses it.",
        mixinStandardHelpOptions = true)
final class CompactCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private LedgerOption ledger = new LedgerOption();

    CompactCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LedgerPlace place = ledger.existing(terminal);
        LedgerCompaction done = place.compact();
        terminal.out()
                .println(
                        LedgerOption.shown(place, terminal)
                                + " takes "
                                + Bytes.shown(done.after())
                                + ", before it took "
                                + Bytes.shown(done.before())
                                + ".");
        return ExitCode.DONE.code();
    }
}
