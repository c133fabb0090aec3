package dev.hone.cli.reproduce;

import dev.hone.cli.reproduce.gpo.GpoCommand;
import dev.hone.cli.reproduce.recorded.RecordedCommand;
import dev.hone.cli.terminal.Terminal;
import dev.hone.policy.PolicyEngine;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.util.function.Supplier;

/// `hone reproduce`: makes the experiments of papers again.
@Command(
        name = "reproduce",
        description = "Makes the experiments of papers again.",
        synopsisSubcommandLabel = "EXPERIMENT",
        mixinStandardHelpOptions = true)
public final class ReproduceCommand {

    private ReproduceCommand() {}

    /// The command with its experiments.
    public static CommandLine of(Terminal terminal, Supplier<PolicyEngine> engines) {
        return new CommandLine(new ReproduceCommand())
                .addSubcommand(new GpoCommand(terminal))
                .addSubcommand(new QpoCommand(terminal, engines))
                .addSubcommand(new RecordedCommand(terminal, engines));
    }
}
