package dev.hone.cli.option;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.data.TextFile;
import dev.hone.experience.ExperienceReader;
import dev.hone.experience.LedgerExperiences;
import dev.hone.experience.LedgerTask;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.RecordedExperiences;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.place.LedgerPlace;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where experiences are read from: files, or the ledger.
public final class ExperienceSource {

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Recorded scores: JSONL, JSON, CSV or Parquet.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Only the rows of this model. Needed where the files have several.")
    private @Nullable String model;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description =
                    "The texts of the prompts by their ids. Default: prompts.jsonl beside the"
                            + " data.")
    private @Nullable Path prompts;

    @Option(
            names = "--from-ledger",
            description = "Takes the evaluations of earlier runs instead of files.")
    private boolean fromLedger;

    @Mixin private LedgerOption ledger = new LedgerOption();

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "Whose runs are taken. Needed where the ledger has several tasks.")
    private @Nullable String task;

    /// What was read.
    ///
    /// @param label files, or the task
    /// @param model whose answers they are, where that is known
    /// @param promptIds of the prompts that have one
    public record Experiences(
            String label,
            Optional<String> model,
            OfflineDataset dataset,
            Map<Prompt, String> promptIds) {}

    /// @throws InputException when no source is named, or two, or it has nothing to offer
    public Experiences read(Terminal terminal) {
        requireOneSource();
        return fromLedger ? ofLedger(terminal) : ofFiles(files, terminal);
    }

    /// Files beside the main ones, such as a test set, read in the same way.
    public Experiences ofFiles(List<Path> named, Terminal terminal) {
        ExperienceReader reader = ExperienceReader.DEFAULTS;
        if (model != null) {
            reader = reader.withModel(model);
        }
        if (prompts != null) {
            reader = reader.withPrompts(terminal.resolve(prompts));
        }
        RecordedExperiences recorded = reader.read(named.stream().map(terminal::resolve).toList());
        recorded.warnings()
                .forEach(
                        warning ->
                                terminal.warn(
                                        Text.harmless(warning)
                                                .replace(terminal.workingDirectory() + "/", "")));
        String names =
                named.stream()
                        .map(file -> Text.oneLine(file.toString()))
                        .collect(Collectors.joining(", "));
        return new Experiences(names, recorded.model(), recorded.dataset(), recorded.promptIds());
    }

    private void requireOneSource() {
        if (fromLedger && !files.isEmpty()) {
            throw new InputException(
                    "Name files or give --from-ledger, not both: their scores need not be of the"
                            + " same task and model.");
        }
        if (!fromLedger && files.isEmpty()) {
            throw new InputException(
                    "There are no scores to read. Name a file with recorded scores, or give"
                            + " --from-ledger for those of earlier runs.");
        }
        if (fromLedger && (model != null || prompts != null)) {
            throw new InputException(
                    (model != null ? "--model" : "--prompts")
                            + " is about files. With --from-ledger, --task chooses task and"
                            + " model.");
        }
        if (!fromLedger && (task != null || ledger.isGiven())) {
            throw new InputException(
                    (task != null ? "--task" : "--ledger")
                            + " is about the ledger. Give --from-ledger with it, and no files.");
        }
    }

    private Experiences ofLedger(Terminal terminal) {
        LedgerPlace place = ledger.place(terminal);
        if (place instanceof LedgerPlace.InFile in) {
            TextFile.check(in.file());
        }
        try (Ledger opened = place.open()) {
            LedgerTask chosen = LedgerTask.choose(opened, Optional.ofNullable(task));
            LedgerExperiences experiences = LedgerExperiences.of(opened, chosen);
            OfflineDataset learning = experiences.learning();
            if (learning.isEmpty()) {
                throw new InputException(
                        "The runs of "
                                + Text.oneLine(chosen.id())
                                + " have no scores outside the test split, which is kept for the"
                                + " judgement.");
            }
            if (experiences.failed() > 0) {
                terminal.warn(experiences.failed() + " answers are missing: the model gave none.");
            }
            if (experiences.leaked() > 0) {
                terminal.warn(
                        experiences.leaked()
                                + " queries are left out because they also stand in the test"
                                + " split.");
            }
            return new Experiences(chosen.name(), Optional.of(chosen.model()), learning, Map.of());
        }
    }
}
