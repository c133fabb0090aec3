package dev.hone.cli;

import dev.hone.Dataset;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Suggestion;
import dev.hone.Version;
import dev.hone.cli.session.Comparison;
import dev.hone.cli.session.FreshFiles;
import dev.hone.cli.session.Session;
import dev.hone.cli.session.Typed;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.data.DataSource;
import dev.hone.data.Split;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.model.ModelException;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.task.TaskFile;

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

/// `hone evaluate`: scores one prompt, or several side by side.
@Command(
        name = "evaluate",
        description = "Scores one prompt, or several side by side against the first.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    private final Terminal terminal;

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

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        TaskFile file = options.read(terminal);
        DataSource.Loaded loaded = file.load();
        Dataset dataset = dataset(file, loaded);
        List<Prompt> chosen =
                prompts.isEmpty()
                        ? List.of(file.prompt().seed())
                        : prompts.stream().map(this::prompt).distinct().toList();
        Path ledgerFile = ledger.file(terminal);
        RunId run = new RunId("evaluate-" + UUID.randomUUID());
        FreshFiles fresh = FreshFiles.before(ledgerFile.resolveSibling("none"), ledgerFile);
        boolean keep = false;
        Typed typed = options.typed(terminal);
        try (Session session =
                Session.forEvaluation(terminal, file, loaded.splits(), typed, run, ledgerFile)) {
            try {
                List<Evaluation> evaluations =
                        session.evaluator().evaluateAll(session.task(), chosen, dataset);
                requireAnAnswer(evaluations);
                keep = true;
                record(session, file, evaluations);
                print(new Comparison(file.name(), evaluations, session));
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
