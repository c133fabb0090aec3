package dev.hone.cli;

import dev.hone.Dataset;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Suggestion;
import dev.hone.Version;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.option.TaskOptions;
import dev.hone.cli.report.Comparison;
import dev.hone.cli.report.ScoredPolicy;
import dev.hone.cli.session.FreshFiles;
import dev.hone.cli.session.Session;
import dev.hone.cli.session.Typed;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.data.DataSource;
import dev.hone.data.Split;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.model.ModelException;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.learning.Learned;
import dev.hone.policy.loop.PolicyChoice;
import dev.hone.policy.loop.PolicyEvaluation;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// `hone evaluate`: scores one prompt, or several side by side.
@Command(
        name = "evaluate",
        description =
                "Scores one prompt, or several side by side against the first, and a policy beside"
                        + " them.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Supplier<PolicyEngine> engines;

    @Mixin private TaskOptions options = new TaskOptions();
    @Mixin private LedgerOption ledger = new LedgerOption();

    @Option(
            names = "--prompt",
            paramLabel = "FILE|TEXT",
            description =
                    "A prompt, or a file that holds one; may be repeated. Default: the task's seed"
                            + " prompt.")
    private List<String> prompts = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "validation",
            description = "train, validation or test. Default: ${DEFAULT-VALUE}.")
    private String split = "validation";

    @Option(
            names = "--policy",
            paramLabel = "DIR",
            description =
                    "A trained policy: scored beside the prompts, and beside the best single prompt"
                            + " it falls back to.")
    private @Nullable Path policy;

    @Option(
            names = "--free",
            description =
                    "With --policy: it writes any prompt, without the safe fall-back, instead of"
                            + " choosing among those it knows.")
    private boolean free;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    EvaluateCommand(Terminal terminal, Supplier<PolicyEngine> engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() {
        if (free && policy == null) {
            throw new InputException("--free is about a policy. Give --policy with it.");
        }
        TaskFile file = options.read(terminal);
        DataSource.Loaded loaded = file.load();
        Dataset dataset = dataset(file, loaded);
        List<Prompt> chosen =
                prompts.isEmpty()
                        ? List.of(file.prompt().seed())
                        : prompts.stream().map(this::prompt).distinct().toList();
        chosen.forEach(prompt -> new PromptPlaceholders(terminal, file).check(prompt));
        Path folder = policy;
        Learned learned =
                folder == null ? null : Learned.load(terminal.resolve(folder), engines.get());
        PolicyChoice choice = learned == null ? null : PolicyChoice.of(learned, dataset, free);
        if (learned != null) {
            chosen =
                    Stream.concat(chosen.stream(), Stream.of(learned.fallBack().best()))
                            .distinct()
                            .toList();
        }
        LedgerPlace place = ledger.place(terminal);
        RunId run = new RunId("evaluate-" + UUID.randomUUID());
        FreshFiles fresh = FreshFiles.before(place);
        boolean keep = false;
        Typed typed = options.typed(terminal);
        try (Session session =
                Session.forEvaluation(terminal, file, loaded.splits(), typed, run, place)) {
            try {
                List<Evaluation> evaluations =
                        session.evaluator().evaluateAll(session.task(), chosen, dataset);
                requireAnAnswer(evaluations);
                keep = true;
                record(session, file, evaluations);
                Comparison comparison = new Comparison(file, evaluations, session);
                if (learned != null && choice != null && folder != null) {
                    MixedEvaluation mixed =
                            session.evaluator()
                                    .evaluateEach(session.task(), choice.prompts(), dataset);
                    recordAll(session, mixed.byPrompt());
                    comparison =
                            comparison.with(policyRow(folder, learned, choice, evaluations, mixed));
                }
                print(comparison);
            } finally {
                keep |= session.hasPaid();
            }
        } finally {
            if (!keep) {
                fresh.remove();
            }
        }
        return ExitCode.DONE.code();
    }

    private static ScoredPolicy policyRow(
            Path folder,
            Learned learned,
            PolicyChoice choice,
            List<Evaluation> evaluations,
            MixedEvaluation mixed) {
        Evaluation bestSingle =
                evaluations.stream()
                        .filter(e -> e.prompt().equals(learned.fallBack().best()))
                        .findFirst()
                        .orElseThrow();
        PolicyEvaluation evaluation =
                PolicyEvaluation.of(choice, bestSingle, mixed, new RandomStreams(1));
        return new ScoredPolicy(folder.toString(), evaluation);
    }

    /// Where no example was answered there is no score to print.
    private static void requireAnAnswer(List<Evaluation> evaluations) {
        for (Evaluation evaluation : evaluations) {
            if (evaluation.coverage() == 0
                    && evaluation.outcomes().getFirst() instanceof Outcome.Failed failed) {
                throw new ModelException.Rejected(
                        "None of the "
                                + evaluation.outcomes().size()
                                + " examples was answered under the prompt \""
                                + Text.oneLine(evaluation.prompt().text())
                                + "\". The first: "
                                + failed.reason(),
                        null);
            }
        }
    }

    private void print(Comparison comparison) {
        if (json) {
            terminal.out().println(comparison.json());
        } else {
            comparison.print(terminal.out());
        }
    }

    /// The evaluations are experiences like those of a search.
    private void record(Session session, TaskFile file, List<Evaluation> evaluations) {
        Evaluation first = evaluations.getFirst();
        session.ledger()
                .append(
                        session.run(),
                        new RunEvent.RunStarted(
                                file.name(),
                                first.prompt(),
                                "evaluate",
                                file.settings(),
                                Map.of(first.dataset(), first.provenance().dataset()),
                                file.seed(),
                                Version.CURRENT));
        recordAll(session, evaluations);
    }

    private static void recordAll(Session session, List<Evaluation> evaluations) {
        for (Evaluation evaluation : evaluations) {
            session.ledger().append(session.run(), new RunEvent.PromptEvaluated(0, evaluation));
        }
    }

    private Dataset dataset(TaskFile file, DataSource.Loaded loaded) {
        List<String> labels = Arrays.stream(Split.values()).map(Split::label).toList();
        for (Split known : Split.values()) {
            if (known.label().equals(split)) {
                Dataset dataset = known.of(loaded.splits());
                if (dataset.isEmpty()) {
                    throw new InputException(
                            "--split is \""
                                    + split
                                    + "\", but the task "
                                    + file.name()
                                    + " has no examples there.");
                }
                return dataset;
            }
        }
        throw new InputException("--split is \"" + split + "\"." + Suggestion.of(split, labels));
    }

    /// A file if there is one of that name, otherwise the text itself.
    private Prompt prompt(String fileOrText) {
        Path file;
        try {
            file = terminal.resolve(Path.of(fileOrText));
        } catch (InvalidPathException e) {
            return new Prompt(fileOrText);
        }
        if (!Files.isRegularFile(file)) {
            if (fileOrText.matches("\\S+\\.(txt|md)")) {
                throw new InputException(
                        "--prompt names the file " + fileOrText + ", which does not exist.");
            }
            return new Prompt(fileOrText);
        }
        try {
            // Editors end a file with a line end that is no part of the prompt.
            return new Prompt(Files.readString(file).replaceFirst("\\r?\\n\\z", ""));
        } catch (CharacterCodingException e) {
            throw new InputException(
                    "The prompt file " + fileOrText + " is not UTF-8. Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new InputException("The prompt file " + fileOrText + " cannot be read: " + e, e);
        }
    }
}
