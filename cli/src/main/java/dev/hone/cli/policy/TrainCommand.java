package dev.hone.cli.policy;

import dev.hone.InputException;
import dev.hone.cli.option.ComputationOptions;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.ExperienceSource;
import dev.hone.cli.option.NetworkOptions;
import dev.hone.cli.session.TrainingProgress;
import dev.hone.cli.terminal.Terminal;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.experience.reward.NamedReward;
import dev.hone.experience.reward.RewardScale;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.judgement.Contender;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.policy.learning.Learned;
import dev.hone.policy.learning.Learner;
import dev.hone.policy.learning.QpoContenders;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `hone train`: learns a policy from what was already paid for.
@Command(
        name = "train",
        description =
                "Trains a policy (QPO) that chooses or writes a prompt for each query, from scores"
                        + " that exist, and judges it beside baselines. Asks no model.",
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

    private static final int MOST_FOLDS = 100;

    /// In the folder of the policy, until that is written.
    private static final String CHECKPOINT = ".training";

    private final Terminal terminal;

    @Mixin private ExperienceSource source = new ExperienceSource();
    @Mixin private ComputationOptions computation = new ComputationOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the policy goes: weights, vocabulary, fall-back, training.json.")
    private Path out = Path.of("policy");

    @Option(
            names = "--validation",
            paramLabel = "FILE",
            description =
                    "Scores on queries that only measure what the policy is worth. Default: a"
                            + " fifth of the queries.")
    private List<Path> validation = new ArrayList<>();

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Scores to judge the policy and its baselines by; may be repeated.")
    private List<Path> test = new ArrayList<>();

    @Option(
            names = "--folds",
            paramLabel = "K",
            description =
                    "Judges by cross-validation over queries instead of --test; the policy that is"
                            + " kept learns from all of them.")
    private int folds;

    @Mixin private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the data. Default: the profile's.")
    private @Nullable Integer epochs;

    @Option(
            names = "--reward",
            paramLabel = "NAME",
            defaultValue = "query",
            description =
                    "query, what an answer was worth; or paper, which adds what the prompt is worth"
                            + " on average. Default: ${DEFAULT-VALUE}.")
    private String reward = "query";

    @Option(
            names = "--policies",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The rows of the table. Default: best-single, random, tfidf-logistic,"
                            + " prompt-oirl, qpo, qpo-likelihood, query-shuffled, oracle,"
                            + " oracle-reliable. More: behaviour-cloning, no-reward-loss.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    public TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        requireSense();
        ExperienceSource.Experiences read = source.read(terminal);
        OfflineDataset data = read.dataset();
        Set<String> setAside = Set.of();
        if (!validation.isEmpty()) {
            OfflineDataset added = source.ofFiles(validation, terminal).dataset();
            setAside = added.queries().stream().map(Query::id).collect(Collectors.toSet());
            data = data.plus(added);
        }
        OfflineDataset tested =
                test.isEmpty()
                        ? OfflineDataset.of(List.of())
                        : source.ofFiles(test, terminal).dataset();
        data = RecordedLearning.learnable(terminal, read.label(), data, tested);
        PolicyEngine engine = PolicyEngine.find();
        RandomStreams random = new RandomStreams(seed);
        TrainingProgress progress = new TrainingProgress(terminal);
        Learner learner =
                new Learner(
                        engine,
                        network.profile(),
                        epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
                        NamedReward.of("--reward", reward).reward(),
                        RewardScale.USUAL_SHARE,
                        network.pretrained(terminal),
                        setAside,
                        computation.computation(),
                        progress);
        QpoContenders qpo = new QpoContenders(learner);
        List<Contender> contenders = new RecordedLearning(engine).contenders(policies, qpo);
        Path folder = terminal.resolve(out);
        Path checkpoint = folder.resolve(CHECKPOINT);
        Learned learned = qpo.learned(data, random, checkpoint);
        List<PolicyRow> rows = RecordedLearning.judge(contenders, data, tested, folds, random);
        TrainingReport report =
                new TrainingReport(read.label(), data, tested, folds, rows, learned, progress);
        learned.save(folder);
        report.save(folder);
        engine.forget(checkpoint);
        if (json) {
            terminal.out().println(report.json());
        } else {
            report.print(terminal.out());
            terminal.out().println();
            terminal.out().println("policy  " + terminal.shown(folder));
        }
        return ExitCode.DONE.code();
    }

    private void requireSense() {
        if (folds != 0 && !test.isEmpty()) {
            throw new InputException("--folds and --test are two ways to judge. Give one of them.");
        }
        if (folds != 0 && !validation.isEmpty()) {
            throw new InputException(
                    "--folds deals out all queries anew, so it cannot be given with --validation.");
        }
        if (folds < 0 || folds == 1 || folds > MOST_FOLDS) {
            throw new InputException(
                    "--folds is " + folds + ", but must be from 2 to " + MOST_FOLDS + ".");
        }
        if (epochs != null && epochs < 1) {
            throw new InputException("--epochs is " + epochs + ", but must be at least 1.");
        }
        if (test.isEmpty() && folds == 0 && !policies.isEmpty()) {
            throw new InputException(
                    "--policies names rows of a table that is not made without --test or --folds.");
        }
    }
}
