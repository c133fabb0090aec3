package dev.hone.cli.policy;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.ExperienceSource;
import dev.hone.cli.report.GapReport;
import dev.hone.cli.terminal.Terminal;
import dev.hone.experience.gap.OracleGap;
import dev.hone.run.RandomStreams;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// `hone gap`: what choosing a prompt for each query could gain.
@Command(
        name = "gap",
        description =
                "Measures what a prompt of its own for each query could gain over the best single"
                        + " prompt, and how much of that is luck. Asks no model.",
        mixinStandardHelpOptions = true)
public final class GapCommand implements Callable<Integer> {

    private static final RandomStreams RANDOM = new RandomStreams(1);

    private final Terminal terminal;

    @Mixin private ExperienceSource source = new ExperienceSource();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    public GapCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ExperienceSource.Experiences experiences = source.read(terminal);
        GapReport report =
                new GapReport(
                        experiences.label(),
                        experiences.model(),
                        OracleGap.of(experiences.dataset(), RANDOM),
                        experiences.promptIds());
        if (json) {
            terminal.out().println(report.json());
        } else {
            report.print(terminal.out());
        }
        return ExitCode.DONE.code();
    }
}
