package dev.hone.cli.policy;

import dev.hone.InputException;
import dev.hone.cli.loop.LoopRun;
import dev.hone.cli.option.ComputationOptions;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.ExperienceSource;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.option.TaskOptions;
import dev.hone.cli.report.LoopTable;
import dev.hone.cli.session.FreshFiles;
import dev.hone.cli.session.Session;
import dev.hone.cli.terminal.Terminal;
import dev.hone.data.DataSource;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.reward.NamedReward;
import dev.hone.experience.reward.Reward;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.TrainingBasis;
import dev.hone.policy.loop.LoopSettings;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// `hone loop`: lets a policy try itself on new queries and trains it on.
@Command(
        name = "loop",
        description =
                "Lets a policy write prompts for training queries, scores them on the task model,"
                        + " and trains it on with what was good.",
        mixinStandardHelpOptions = true)
public final class LoopCommand implements Callable<Integer> {

    private static final int LARGEST_BATCH = 100;
    private static final int MOST_LOOPS = 1000;

    private final Terminal terminal;
    private final Supplier<PolicyEngine> engines;

    @Mixin private TaskOptions options = new TaskOptions();
    @Mixin private LedgerOption ledger = new LedgerOption();
    @Mixin private ComputationOptions computation = new ComputationOptions();

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "DIR",
            description = "The policy to go on from, made by hone train or hone loop.")
    private Path policy = Path.of("policy");

    @Option(
            names = "--loops",
            paramLabel = "T",
            defaultValue = "3",
            description =
                    "Loops in all; the training of the policy was the first. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int loops = 3;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "Queries asked in each loop, and never more than there are. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int queries = 1000;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the policy goes. Default: beside the first, with -loop and T.")
    private @Nullable Path out;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "The scores the policy was trained on, where they are not in the ledger; may be"
                            + " repeated.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the data in each loop. Default: the profile's.")
    private @Nullable Integer epochs;

    @Option(
            names = "--reward",
            paramLabel = "NAME",
            description =
                    "query or paper, as for train. Default: what the policy was trained with.")
    private @Nullable String reward;

    @Option(
            names = "--faithful",
            description = "Keeps what the released code does where Hone departs from it.")
    private boolean faithful;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    public LoopCommand(Terminal terminal, Supplier<PolicyEngine> engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() {
        LoopSettings asked = settings();
        TaskFile file = options.read(terminal);
        DataSource.Loaded loaded = file.load();
        Path folder = terminal.resolve(policy);
        Path target = target(folder);
        PolicyEngine engine = engines.get();
        Policy start = engine.load(folder, computation.computation());
        LoopSettings settings = asked.withReward(rewardOf(start, asked));
        LoopRun run = new LoopRun(terminal, file, engine, start, folder, target, settings);
        run.requireFree();
        OfflineDataset recorded =
                data.isEmpty() ? null : new ExperienceSource().ofFiles(data, terminal).dataset();
        LedgerPlace place = ledger.place(terminal);
        FreshFiles fresh = FreshFiles.before(target, place);
        boolean keep = false;
        try (Session session =
                Session.forEvaluation(
                        terminal,
                        file,
                        loaded.splits(),
                        options.typed(terminal),
                        run.run(),
                        place)) {
            try {
                LoopTable table = run.make(session, recorded);
                keep = true;
                print(table);
                return ExitCode.of(!table.stopReason().equals(LoopTable.ALL_LOOPS)).code();
            } finally {
                keep |= session.hasPaid();
            }
        } finally {
            if (!keep) {
                fresh.remove();
            }
        }
    }

    private void print(LoopTable table) {
        if (json) {
            terminal.out().println(table.json());
        } else {
            table.print(terminal.out());
        }
    }

    private Path target(Path folder) {
        Path given = out;
        return given == null
                ? folder.resolveSibling(folder.getFileName() + "-loop" + loops)
                : terminal.resolve(given);
    }

    private LoopSettings settings() {
        requireWithin("--loops", loops, MOST_LOOPS);
        requireWithin("--queries", queries, Integer.MAX_VALUE);
        LoopSettings preset = faithful ? LoopSettings.FAITHFUL : LoopSettings.DEFAULTS;
        int batches = Math.ceilDiv(queries, LARGEST_BATCH);
        LoopSettings settings = preset.withLoops(loops).withQueries(batches, queries / batches);
        Integer passes = epochs;
        if (passes != null) {
            requireWithin("--epochs", passes, Integer.MAX_VALUE);
            settings = settings.withEpochs(OptionalInt.of(passes));
        }
        String named = reward;
        return named == null
                ? settings
                : settings.withReward(NamedReward.of("--reward", named).reward());
    }

    /// What is asked for, or what the policy was trained with.
    private Reward rewardOf(Policy start, LoopSettings asked) {
        TrainingBasis basis = start.summary().basis();
        return reward != null || basis == null ? asked.reward() : basis.reward().reward();
    }

    private static void requireWithin(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new InputException(
                    option + " is " + value + ", but must be from 1 to " + most + ".");
        }
    }
}
