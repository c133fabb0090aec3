package dev.hone.cli.session;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.Version;
import dev.hone.cli.terminal.Terminal;
import dev.hone.data.DataSource;
import dev.hone.data.Quotes;
import dev.hone.data.Split;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.WholeEvaluations;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.limit.Allowance;
import dev.hone.limit.SpendingLimits;
import dev.hone.limit.Spent;
import dev.hone.model.ModelException;
import dev.hone.models.BgeSmallEmbedder;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Improvement;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.catalog.Algorithms;
import dev.hone.optimizer.parts.PartsInTurn;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.OptimizerModel;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.report.Report;
import dev.hone.result.RunFolder;
import dev.hone.result.RunJournal;
import dev.hone.result.RunResult;
import dev.hone.result.RunUsage;
import dev.hone.result.RunView;
import dev.hone.result.Scrutiny;
import dev.hone.result.TrajectoryLine;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.run.RunListener;
import dev.hone.run.StopReason;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One search from start to files: what `optimize` and `resume` share.
public final class SearchRun implements AutoCloseable {

    private final Terminal terminal;
    private final TaskFile file;
    private final DataSource.Loaded loaded;
    private final Session session;
    private final RunListener journal;
    private final List<RunEvent> events = new ArrayList<>();

    private SearchRun(
            Terminal terminal,
            TaskFile file,
            DataSource.Loaded loaded,
            Session session,
            boolean isReplay) {
        this.terminal = terminal;
        this.file = file;
        this.loaded = loaded;
        this.session = session;
        this.journal =
                isReplay ? RunListener.NONE : new RunJournal(session.ledger(), session.run());
    }

    public static SearchRun open(
            Terminal terminal, TaskFile file, Typed typed, RunId run, LedgerPlace place) {
        return open(terminal, file, typed, run, place, null);
    }

    /// Makes a run again from the ledger alone: no key is needed, nobody is asked, and nothing is
    /// written to the ledger.
    ///
    /// @param typed what was typed when the run was started
    static SearchRun again(Terminal terminal, TaskFile file, Typed typed, Replay replay) {
        return open(terminal, file, typed, replay.run(), replay.ledger(), replay);
    }

    private static SearchRun open(
            Terminal terminal,
            TaskFile file,
            Typed typed,
            RunId run,
            LedgerPlace place,
            @Nullable Replay replay) {
        algorithm(file);
        return open(terminal, file, file.load(), typed, run, place, replay);
    }

    /// With data that are at hand already, whatever the task file says of them.
    public static SearchRun open(
            Terminal terminal,
            TaskFile file,
            Splits splits,
            Typed typed,
            RunId run,
            LedgerPlace place) {
        algorithm(file);
        DataSource.Loaded loaded = new DataSource.Loaded(splits, 0);
        return open(terminal, file, loaded, typed, run, place, null);
    }

    private static SearchRun open(
            Terminal terminal,
            TaskFile file,
            DataSource.Loaded loaded,
            Typed typed,
            RunId run,
            LedgerPlace place,
            @Nullable Replay replay) {
        Session session =
                Session.forSearch(terminal, file, loaded.splits(), typed, run, place, replay);
        return new SearchRun(terminal, file, loaded, session, replay != null);
    }

    /// Every setting that shapes the run, with the models as they were connected. Limits shape
    /// nothing but its speed.
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(file.settings());
        settings.keySet().removeIf(name -> name.startsWith("limits."));
        for (Role role : session.roles()) {
            String section = role.name().equals("judge-model") ? "judge.judge-model" : role.name();
            settings.put(section + ".spec", role.model());
        }
        return settings;
    }

    public Map<String, String> data() {
        Map<String, String> data = new LinkedHashMap<>();
        digests().forEach((name, digest) -> data.put(name, digest.hex()));
        return data;
    }

    private Map<String, Digest> digests() {
        Map<String, Digest> digests = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            if (!split.of(loaded.splits()).isEmpty()) {
                digests.put(split.label(), split.of(loaded.splits()).digest());
            }
        }
        return digests;
    }

    /// Says which models play, what looks wrong with the data, and what it may cost at most.
    public void introduce() {
        introduceTask();
        Introduction introduction = new Introduction(terminal, session, file, loaded);
        introduction.before();
        introduction.forecast(forecast());
    }

    /// Says which models play, and what looks wrong with the data.
    public void introduceTask() {
        Introduction introduction = new Introduction(terminal, session, file, loaded);
        introduction.models();
        introduction.data();
    }

    /// Searches, judges, writes the folder, prints the summary.
    ///
    /// @return whether a budget ended the run
    public boolean run(RunFolder folder, boolean json) {
        RunResult result = run(folder, "./hone resume " + terminal.shown(folder.path()));
        if (json) {
            terminal.out().print(result.toJson());
        } else {
            new Summary(terminal).print(result, folder.path());
        }
        return result.stoppedByBudget();
    }

    /// Searches, judges, writes the folder, and prints nothing of the result.
    ///
    /// @param goOn the command that goes on where this one was interrupted
    public RunResult run(RunFolder folder, String goOn) {
        Interruption interruption = Interruption.of(terminal, session, goOn);
        try {
            search();
            return write(folder);
        } finally {
            interruption.close();
        }
    }

    /// Searches and judges. A budget that ends before the seed prompt is scored ends the run with
    /// the seed prompt as the best there is.
    private void search() {
        session.beginPhase(budgets().search());
        try (Progress progress = new Progress(terminal, session, forecastCalls())) {
            improve(progress, session.evaluator(), this::beginJudgement);
        }
    }

    private void improve(RunListener watching, Evaluator evaluator, Runnable beforeTest) {
        RunListener listener = watching.and(this::record);
        try {
            new Improvement(
                            optimizer(evaluator, listener),
                            session.evaluator(),
                            listener,
                            beforeTest)
                    .run(session.task(), start());
        } catch (ModelException.BudgetExhausted e) {
            record(new RunEvent.RunFinished(StopReason.ofLabel(e.budget()), seed(), 0));
        }
    }

    /// Searches within the allowance, whoever pays for the answers, then judges, which is not
    /// limited; the run's own budgets do not count. Writes no folder.
    ///
    /// @param watching told of every event before it is written down
    /// @param goOn the command that goes on where this one was interrupted
    public RunView runWithin(Allowance allowance, RunListener watching, String goOn) {
        Interruption interruption = Interruption.of(terminal, session, goOn);
        try {
            session.beginPhase(allowance);
            improve(
                    watching,
                    new WholeEvaluations(
                            session.evaluator(), session.taskRole().settings(), allowance),
                    () -> session.beginPhase(SpendingLimits.NONE));
            return RunView.of(events);
        } finally {
            interruption.close();
        }
    }

    /// Searches, then judges, within budgets of which nothing is kept back for the judgement: what
    /// they end has no result yet. Writes no folder.
    ///
    /// @param budgets of search and judgement, with what the run has spent before
    /// @param watching told of every event before it is written down
    /// @param goOn the command that goes on where this one was interrupted
    public RunView runWithin(SpendingLimits budgets, RunListener watching, String goOn) {
        Interruption interruption = Interruption.of(terminal, session, goOn);
        try {
            session.beginPhase(budgets);
            improve(watching, session.evaluator(), () -> {});
            return RunView.of(events);
        } finally {
            interruption.close();
        }
    }

    /// What the run has spent until now, in all its processes.
    public Spent spent() {
        return session.spent();
    }

    /// What the run had spent when it was opened.
    public Spent before() {
        return session.before();
    }

    /// What the run paid for, and what others had.
    public RunUsage usage() {
        return session.usage();
    }

    private void record(RunEvent event) {
        journal.on(event);
        events.add(event);
    }

    private dev.hone.Prompt seed() {
        return file.prompt().seed();
    }

    private RunEvent.RunStarted start() {
        return new RunEvent.RunStarted(
                file.name(),
                seed(),
                file.optimizer().name() + " " + file.optimizer().preset(),
                settings(),
                digests(),
                file.seed(),
                Version.CURRENT);
    }

    private long forecastCalls() {
        return forecast().taskModelCalls();
    }

    private JudgementReserve budgets() {
        return JudgementReserve.of(file.stopAfter().spending(), session.task(), forecastCalls());
    }

    private void beginJudgement() {
        session.beginPhase(budgets().judgement());
    }

    private Optimizer optimizer(Evaluator evaluator, RunListener listener) {
        RandomStreams random = new RandomStreams(file.seed());
        OptimizerModel writer =
                new OptimizerModel(
                        session.optimizerModel(), session.optimizerRole().settings(), random);
        SearchRoles roles =
                new SearchRoles(evaluator, writer, new BgeSmallEmbedder(), random, listener);
        return algorithm(file).optimizer(roles, maxSteps());
    }

    private Forecast forecast() {
        return algorithm(file).forecast(session.task(), maxSteps());
    }

    private int maxSteps() {
        Integer steps = file.stopAfter().steps();
        return steps == null ? Integer.MAX_VALUE : steps;
    }

    /// The optimizer section, with the stop conditions of `stop-after`.
    public static Algorithm algorithm(TaskFile file) {
        Map<String, String> options = new LinkedHashMap<>(file.optimizer().options());
        Double score = file.stopAfter().score();
        Integer patience = file.stopAfter().patience();
        if (score != null) {
            options.put("score", score.toString());
        }
        if (patience != null) {
            options.put("patience", patience.toString());
        }
        try {
            Algorithm algorithm =
                    Algorithms.parse(file.optimizer().name(), file.optimizer().preset(), options);
            return file.prompt().inTurn() ? new PartsInTurn(algorithm) : algorithm;
        } catch (InputException e) {
            throw new InputException(file.file() + ": " + e.getMessage(), e);
        }
    }

    /// Searches, judges and writes the folder.
    void runQuietly(RunFolder folder) {
        search();
        write(folder);
    }

    private RunResult write(RunFolder folder) {
        RunView view = RunView.of(events);
        RunResult result = resultOf(view, session.usage());
        folder.write(
                result,
                file.template().asked(result.bestPrompt()),
                TrajectoryLine.of(view),
                Report.render(events, result));
        return result;
    }

    /// The run as the ledger has it.
    public RunView view() {
        return RunView.of(session.ledger().read(session.run(), 0));
    }

    /// What came of a run on this one's data, seen when this one was over.
    public RunResult resultOf(RunView view, RunUsage usage) {
        return RunResult.of(view, usage, scrutiny(view), session.taskRole().meter().price());
    }

    /// What resuming needs to know.
    public RunNote note(Path task, Typed typed, LedgerPlace place) {
        return new RunNote(
                session.run().value(),
                task.toString(),
                typed.values(),
                typed.directory().toString(),
                place.toString(),
                settings(),
                data(),
                Version.CURRENT);
    }

    private Scrutiny scrutiny(RunView view) {
        Quotes quotes = Quotes.of(view.bestPrompt(), view.seedPrompt(), loaded.splits());
        Digest test = digests().get(Split.TEST.label());
        int looks = test == null ? 0 : Scrutiny.testLooks(session.ledger(), test, session.run());
        return new Scrutiny(quotes, looks);
    }

    /// Whether a provider answered anything that this run paid for.
    public boolean hasPaid() {
        return session.hasPaid();
    }

    @Override
    public void close() {
        session.close();
    }
}
