package dev.hone.cli.ledger;

import dev.hone.cli.terminal.Terminal;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `hone ledger`: the family of commands about a ledger as a whole.
@Command(
        name = "ledger",
        description = "Looks after a ledger: counts, checks, exports, imports, packs.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class LedgerCommand {

    private LedgerCommand() {}

    /// The command with its subcommands.
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new LedgerCommand())
                .addSubcommand(new StatsCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new ImportCommand(terminal))
                .addSubcommand(new CompactCommand(terminal));
    }
}
