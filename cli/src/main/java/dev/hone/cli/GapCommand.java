package dev.hone.cli;

import dev.hone.InputException;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.data.TextFile;
import dev.hone.experience.ExperienceReader;
import dev.hone.experience.LedgerExperiences;
import dev.hone.experience.LedgerTask;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.RecordedExperiences;
import dev.hone.experience.gap.OracleGap;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `hone gap`: what choosing a prompt for each query could gain.
@Command(
        name = "gap",
        description =
                "Measures what a prompt of its own for each query could gain over the best single"
                        + " prompt, and how much of that is luck. Asks no model.",
        mixinStandardHelpOptions = true)
final class GapCommand implements Callable<Integer> {

    private static final RandomStreams RANDOM = new RandomStreams(1);

    private final Terminal terminal;

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

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    GapCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        requireOneSource();
        GapReport report = fromLedger ? ofLedger() : ofFiles();
        if (json) {
            terminal.out().println(report.json());
        } else {
            report.print(terminal.out());
        }
        return ExitCode.DONE.code();
    }

    private void requireOneSource() {
        if (fromLedger && !files.isEmpty()) {
            throw new InputException(
                    "Name files or give --from-ledger, not both: their scores need not be of the"
                            + " same task and model.");
        }
        if (!fromLedger && files.isEmpty()) {
            throw new InputException(
                    "There is nothing to measure. Name a file with recorded scores, or give"
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

    private GapReport ofFiles() {
        ExperienceReader reader = ExperienceReader.DEFAULTS;
        if (model != null) {
            reader = reader.withModel(model);
        }
        if (prompts != null) {
            reader = reader.withPrompts(terminal.resolve(prompts));
        }
        RecordedExperiences recorded = reader.read(files.stream().map(terminal::resolve).toList());
        recorded.warnings().forEach(warning -> terminal.warn(shown(warning)));
        String names =
                files.stream()
                        .map(file -> Text.oneLine(file.toString()))
                        .collect(Collectors.joining(", "));
        return new GapReport(
                names,
                recorded.model(),
                OracleGap.of(recorded.dataset(), RANDOM),
                recorded.promptIds());
    }

    private GapReport ofLedger() {
        Path file = ledger.file(terminal);
        TextFile.check(file);
        try (Ledger opened = SqliteLedger.open(file)) {
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
            warn(experiences);
            return new GapReport(
                    chosen.name(),
                    Optional.of(chosen.model()),
                    OracleGap.of(learning, RANDOM),
                    Map.of());
        }
    }

    private void warn(LedgerExperiences experiences) {
        if (experiences.failed() > 0) {
            terminal.warn(experiences.failed() + " answers are missing: the model gave none.");
        }
        if (experiences.leaked() > 0) {
            terminal.warn(
                    experiences.leaked()
                            + " queries are left out because they also stand in the test split.");
        }
    }

    private String shown(String warning) {
        return Text.harmless(warning).replace(terminal.workingDirectory() + "/", "");
    }
}
