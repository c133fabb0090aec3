package dev.hone.cli.ledger;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.ledger.store.LedgerCheck;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Locale;
import java.util.concurrent.Callable;

/// `hone ledger verify`: reads every row and says which are damaged.
@Command(
        name = "verify",
        description =
                "Reads the whole ledger and lists what is damaged; exit code 2 when anything is.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private static final int MOST_LISTED = 100;

    private final Terminal terminal;

    @Mixin private LedgerOption ledger = new LedgerOption();

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LedgerPlace place = ledger.existing(terminal);
        LedgerCheck check = place.check(MOST_LISTED);
        for (String damage : check.damages()) {
            terminal.out().println(Text.oneLine(damage));
        }
        long hidden = check.damageCount() - check.damages().size();
        if (hidden > 0) {
            terminal.out().println(String.format(Locale.ROOT, "… and %,d more.", hidden));
        }
        String read =
                String.format(
                        Locale.ROOT,
                        "%s: %,d answers, %,d attempts, %,d events read, runs: %,d",
                        LedgerOption.shown(place, terminal),
                        check.answers(),
                        check.attempts(),
                        check.events(),
                        check.runs());
        if (check.isSound()) {
            terminal.out().println(read + ", all sound.");
            return ExitCode.DONE.code();
        }
        terminal.err()
                .println(
                        String.format(
                                Locale.ROOT,
                                "error: %s, %,d damages. Restore the ledger from a copy; or delete"
                                        + " the damaged answers, and their requests are asked"
                                        + " again.",
                                read,
                                check.damageCount()));
        return ExitCode.BAD_INPUT.code();
    }
}
