package dev.hone.cli.reproduce;

import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.option.NetworkOptions;
import dev.hone.cli.terminal.Terminal;
import dev.hone.experience.benchmark.QpoTask;
import dev.hone.experience.benchmark.Setting;
import dev.hone.policy.PolicyEngine;
import dev.hone.result.AtomicFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// `hone reproduce qpo`: the paper's tasks, splits and protocol on any model.
@Command(
        name = "qpo",
        description =
                "Makes the experiment of the QPO paper again on any model: its eight tasks with"
                        + " their splits, one table for each setting.",
        mixinStandardHelpOptions = true)
final class QpoCommand implements Callable<Integer> {

    private static final int MOST_SEEDS = 100;
    private static final int MOST_REWRITES = 50;

    private final Terminal terminal;
    private final Supplier<PolicyEngine> engines;

    @Mixin private LedgerOption ledger = new LedgerOption();

    @Option(
            names = "--task-model",
            paramLabel = "SPEC",
            description =
                    "The model that is asked, for example openai:gpt-4.1-mini. Not needed with"
                            + " --dry-run.")
    private @Nullable String taskModel;

    @Option(
            names = "--optimizer-model",
            paramLabel = "SPEC",
            description = "The model that rewrites the seed prompts. Default: the task model.")
    private @Nullable String optimizerModel;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data of the tasks, as TASK/SPLIT.jsonl. Not needed with --dry-run, which"
                            + " then goes by the official sizes.")
    private @Nullable Path data;

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "NAME",
            description =
                    "ag_news, boolq, imdb, tweet_emotion, cosmos_qa, hellaswag, gsm8k, svamp."
                            + " Default: all.")
    private List<String> tasks = new ArrayList<>();

    @Option(
            names = "--setting",
            paramLabel = "NAME",
            defaultValue = "both",
            description = "zero-shot, few-shot or both. Default: ${DEFAULT-VALUE}.")
    private String setting = "both";

    @Mixin private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the data in every training. Default: the profile's.")
    private @Nullable Integer epochs;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Trainings with loops of their own, of which scores are the mean. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "paper",
            description =
                    "paper, rewards and loops as in the released code; or hone, rewards of the"
                            + " query alone and no query twice in a loop. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String protocol = "paper";

    @Option(
            names = "--rewrites",
            paramLabel = "N",
            defaultValue = "8",
            description = "Of each seed prompt about the task. Default: ${DEFAULT-VALUE}.")
    private int rewrites = 8;

    @Option(
            names = "--test-queries",
            paramLabel = "N",
            description = "Judged on in each task. Default: the paper's 100, or 200 for numbers.")
    private @Nullable Integer testQueries;

    @Option(
            names = "--stop-after",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "calls, tokens, usd or time of the whole command; for example usd=20.")
    private Map<String, String> stopAfter = new LinkedHashMap<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Any key of task-model, optimizer-model and limits, as in a task file; for"
                            + " example limits.concurrency=8.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the table, the document and the policies go. Default: nowhere.")
    private @Nullable Path out;

    @Option(
            names = "--dry-run",
            description = "Prints what would be asked at most; calls no model.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    QpoCommand(Terminal terminal, Supplier<PolicyEngine> engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = data;
        if (folder == null && !dryRun) {
            throw new InputException(
                    "--data is missing: the folder with the data of the tasks, as"
                            + " TASK/SPLIT.jsonl. docs/how-to/reproduce-qpo.md says what goes"
                            + " there.");
        }
        if (taskModel == null && !dryRun) {
            throw new InputException(
                    "--task-model is missing: the model that is asked, for example"
                            + " openai:gpt-4.1-mini.");
        }
        QpoRun run =
                new QpoRun(
                        terminal,
                        options(),
                        chosenTasks(),
                        settings(),
                        terminal.resolve(folder == null ? Path.of("data") : folder),
                        keys(),
                        ledger.place(terminal));
        if (dryRun) {
            CallTable table = new QpoForecast(run).table(folder != null);
            if (json) {
                terminal.out().println(table.json());
            } else {
                table.print(terminal.out());
            }
            return ExitCode.DONE.code();
        }
        QpoReport report = run.run(engines.get());
        if (json) {
            terminal.out().println(new QpoDocument(report).text());
        } else {
            new QpoTable(report).print(terminal.out());
        }
        save(report);
        return ExitCode.of(report.isStopped()).code();
    }

    private void save(QpoReport report) throws IOException {
        Path target = out;
        if (target == null) {
            return;
        }
        Path folder = terminal.resolve(target);
        Files.createDirectories(folder);
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        new QpoTable(report).print(new PrintStream(table, true, StandardCharsets.UTF_8));
        AtomicFile.write(folder, "qpo.txt", table.toByteArray());
        AtomicFile.write(
                folder,
                "qpo.json",
                (new QpoDocument(report).text() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private QpoOptions options() {
        requireWithin("--seeds", seeds, 1, MOST_SEEDS);
        requireWithin("--rewrites", rewrites, 0, MOST_REWRITES);
        Path target = out;
        return new QpoOptions(
                network.profile(),
                network.pretrained(terminal),
                atLeastOne("--epochs", epochs),
                seeds,
                Protocol.named(protocol),
                rewrites,
                atLeastOne("--test-queries", testQueries),
                target == null ? null : terminal.resolve(target));
    }

    private List<QpoTask> chosenTasks() {
        return tasks.isEmpty()
                ? List.of(QpoTask.values())
                : tasks.stream().map(QpoTask::named).distinct().toList();
    }

    private List<Setting> settings() {
        if (setting.equals("both")) {
            return List.of(Setting.values());
        }
        for (Setting known : Setting.values()) {
            if (known.label().equals(setting)) {
                return List.of(known);
            }
        }
        throw new InputException(
                "--setting is \""
                        + setting
                        + "\"."
                        + Suggestion.of(setting, List.of("zero-shot", "few-shot", "both")));
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        String asked = taskModel;
        String rewriter = optimizerModel;
        if (asked != null) {
            keys.put("task-model.spec", asked);
        }
        if (rewriter != null || asked != null) {
            keys.put("optimizer-model.spec", Objects.requireNonNullElse(rewriter, asked));
        }
        stopAfter.forEach((key, value) -> keys.put("stop-after." + key, value));
        keys.putAll(set);
        return keys;
    }

    private static OptionalInt atLeastOne(String option, @Nullable Integer value) {
        if (value == null) {
            return OptionalInt.empty();
        }
        requireWithin(option, value, 1, Integer.MAX_VALUE);
        return OptionalInt.of(value);
    }

    private static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InputException(
                    option + " is " + value + ", but must be from " + least + " to " + most + ".");
        }
    }
}
