package dev.hone.cli.reproduce.recorded;

import dev.hone.InputException;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.NetworkOptions;
import dev.hone.cli.terminal.Terminal;
import dev.hone.experience.reward.RewardScale;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.learning.Learner;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// `hone reproduce recorded`: the table of policies on recorded outcomes.
@Command(
        name = "recorded",
        description =
                "Judges policies on the three recordings of Prompt-OIRL, gsm8k, svamp and mawps,"
                        + " and prints one table. Asks no model.",
        mixinStandardHelpOptions = true)
public final class RecordedCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Supplier<PolicyEngine> engines;

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description =
                    "Holds gsm8k_train.jsonl, gsm8k_test.jsonl, svamp.jsonl, mawps.jsonl and"
                            + " prompts.jsonl.")
    private Path folder = Path.of("");

    @Mixin private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the data in every training. Default: the profile's.")
    private @Nullable Integer epochs;

    @Option(
            names = "--policies",
            split = ",",
            paramLabel = "NAME",
            description = "The rows of the table, as for train.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    public RecordedCommand(Terminal terminal, Supplier<PolicyEngine> engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() {
        Integer passes = epochs;
        if (passes != null && passes < 1) {
            throw new InputException("--epochs is " + passes + ", but must be at least 1.");
        }
        PolicyEngine engine = engines.get();
        RecordedStudy study =
                new RecordedStudy(
                        terminal,
                        terminal.resolve(folder),
                        engine,
                        progress ->
                                new Learner(
                                        engine,
                                        network.profile(),
                                        passes == null
                                                ? OptionalInt.empty()
                                                : OptionalInt.of(passes),
                                        Learner.QUERY_REWARD,
                                        RewardScale.USUAL_SHARE,
                                        network.pretrained(terminal),
                                        Set.of(),
                                        progress),
                        policies,
                        seed);
        RecordedTable table = study.run();
        if (json) {
            terminal.out().println(table.json());
        } else {
            table.print(terminal.out());
        }
        return ExitCode.DONE.code();
    }
}
