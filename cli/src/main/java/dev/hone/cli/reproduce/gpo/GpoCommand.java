package dev.hone.cli.reproduce.gpo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.InputException;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.reproduce.gpo.data.AuthorsRepository;
import dev.hone.cli.reproduce.gpo.data.BenchmarkFiles;
import dev.hone.cli.reproduce.gpo.data.PaperData;
import dev.hone.cli.reproduce.gpo.paper.Paper;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.cli.terminal.Terminal;
import dev.hone.result.AtomicFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `hone reproduce gpo`: the paper's tables on any pair of models.
@Command(
        name = "gpo",
        description =
                "Makes tables 2, 3, 5, 6 and 7 of the GPO paper again on any pair of models, and"
                        + " prints our numbers beside the paper's.",
        mixinStandardHelpOptions = true)
public final class GpoCommand implements Callable<Integer> {

    private static final int MOST_SEEDS = 1000;
    private static final String DATA = "data";

    private final Terminal terminal;
    private final Paper paper = Paper.read();

    @Mixin private LedgerOption ledger = new LedgerOption();

    @Option(
            names = "--table",
            split = ",",
            paramLabel = "N",
            description = "2, 3, 5, 6 or 7; several with commas between. Default: all.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--cells",
            split = ",",
            paramLabel = "ROW/COLUMN",
            description =
                    "Only these cells, with * for any text; for example gpo/* or cosine/generation."
                            + " Default: all.")
    private List<String> cells = new ArrayList<>();

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these tasks: bbh, lite-bbh, gsm8k, mmlu, wsc, webnlg, or single ones such"
                            + " as navigate. Default: all.")
    private List<String> tasks = new ArrayList<>();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Searches for each cell and task. Default: 3, as in the paper.")
    private @Nullable Integer seeds;

    @Option(
            names = "--task-model",
            paramLabel = "SPEC",
            description = "The model whose prompts are improved, for example openai:gpt-4.1-mini.")
    private @Nullable String taskModel;

    @Option(
            names = "--optimizer-model",
            paramLabel = "SPEC",
            description = "The model that writes prompts.")
    private @Nullable String optimizerModel;

    @Option(
            names = "--beside",
            paramLabel = "PAIR",
            defaultValue = Paper.MAIN_PAIR,
            description =
                    "Whose numbers of the paper stand beside ours: its optimizer model and task"
                            + " model, for example gpt-4/gpt-3.5. Default: ${DEFAULT-VALUE}.")
    private String beside = Paper.MAIN_PAIR;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "2 asks for the bare answer once the first stands, as the paper does with Llama"
                            + " chat models; 1 does not, as with GPT and base models. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int turns = 2;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The benchmarks, as published or in Hone's layout. Not needed with --dry-run,"
                            + " which then goes by the paper's sizes.")
    private @Nullable Path data;

    @Option(
            names = "--download",
            description =
                    "Fetches the splits of the paper's authors with git into the folder of --data,"
                            + " unless they are there. They have no licence: use them, but do not"
                            + " pass them on.")
    private boolean download;

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
            description = "Where gpo.md and gpo.json go. Default: nowhere.")
    private @Nullable Path out;

    @Option(
            names = "--dry-run",
            description = "Prints what would be asked and cost at most; calls no model.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    public GpoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requireWithin("--turns", turns, 1, 2);
        int runs = seeds == null ? paper.seeds() : seeds;
        requireWithin("--seeds", runs, 1, MOST_SEEDS);
        Path given = data == null && download ? Path.of(DATA) : data;
        Collection<PaperTask> wanted = paper.tasks(tasks);
        Plan plan =
                Plan.of(
                        tables.isEmpty()
                                ? paper.tables()
                                : tables.stream().map(paper::table).distinct().toList(),
                        cells,
                        wanted,
                        runs);
        GpoSettings settings =
                new GpoSettings(
                        terminal,
                        paper,
                        terminal.resolve(given == null ? Path.of(DATA) : given),
                        keys(),
                        turns,
                        paper.pair(beside),
                        ledger.place(terminal));
        settings.requireRightKeys(plan);
        if (given == null && !dryRun) {
            throw new InputException(
                    "--data is missing: the folder with the benchmarks, which Hone does not ship."
                            + " --download fetches them into the folder data;"
                            + " docs/how-to/reproduce-gpo.md says what else may lie there.");
        }
        if (download) {
            download(settings.data());
        }
        Map<PaperTask, PaperData> own = given == null ? Map.of() : read(plan, settings.data());
        CostTable costs = new CostTable(plan, new CostForecast(settings, own).of(plan));
        if (dryRun) {
            if (json) {
                terminal.out().println(costs.json());
            } else {
                costs.print(terminal.out());
            }
            return ExitCode.DONE.code();
        }
        return run(new Experiment(settings, plan, own), settings, plan, own, costs.total());
    }

    private int run(
            Experiment experiment,
            GpoSettings settings,
            Plan plan,
            Map<PaperTask, PaperData> own,
            Cost cost)
            throws IOException {
        introduce(own, cost);
        Scores scores = experiment.run();
        ResultTable table = new ResultTable(settings, plan, scores);
        String document = new ResultDocument(settings, plan, own, scores).text();
        if (json) {
            terminal.out().println(document);
        } else {
            table.print(terminal.out());
        }
        Path target = out;
        if (target != null) {
            Path folder = terminal.resolve(target);
            Files.createDirectories(folder);
            AtomicFile.write(folder, "gpo.md", table.markdown().getBytes(UTF_8));
            AtomicFile.write(folder, "gpo.json", (document + "\n").getBytes(UTF_8));
        }
        return ExitCode.of(scores.isStopped()).code();
    }

    private void download(Path folder) {
        AuthorsRepository authors = AuthorsRepository.PUBLISHED;
        String origin = authors.url() + " at " + authors.shortCommit();
        terminal.err().println("data             from " + origin);
        if (!authors.fetchInto(folder)) {
            terminal.err().println("                 not fetched: " + folder + " has a folder GPO");
        }
    }

    /// All before the first call, so that a missing file costs nothing.
    private Map<PaperTask, PaperData> read(Plan plan, Path folder) {
        BenchmarkFiles files = new BenchmarkFiles(folder);
        Map<PaperTask, PaperData> own = new LinkedHashMap<>();
        for (PlannedRun run : plan.runs()) {
            own.computeIfAbsent(run.task(), task -> files.read(task, paper.benchmark(task).home()));
        }
        return own;
    }

    private void introduce(Map<PaperTask, PaperData> own, Cost cost) {
        long drawn = own.values().stream().filter(each -> !each.dealt()).count();
        if (drawn > 0) {
            terminal.err()
                    .println(
                            "data             of "
                                    + drawn
                                    + (drawn == 1 ? " task" : " tasks")
                                    + " drawn by Hone in the paper's sizes, not the paper's rows");
        }
        own.entrySet().stream()
                .filter(each -> !each.getValue().shortage().isEmpty())
                .forEach(
                        each ->
                                terminal.warn(
                                        each.getKey().id()
                                                + " has fewer rows than the paper: "
                                                + each.getValue().shortage()
                                                + "."));
        List<String> lines = cost.lines();
        terminal.err().println("cost             " + lines.getFirst());
        terminal.err().println("                 " + lines.getLast());
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        String asked = taskModel;
        String writer = optimizerModel;
        if (asked != null) {
            keys.put("task-model.spec", asked);
        }
        if (writer != null) {
            keys.put("optimizer-model.spec", writer);
        }
        stopAfter.forEach((key, value) -> keys.put("stop-after." + key, value));
        keys.putAll(set);
        return keys;
    }

    private static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InputException(
                    option + " is " + value + ", but must be from " + least + " to " + most + ".");
        }
    }
}
