package dev.hone.cli.session;

import dev.hone.Dataset;
import dev.hone.Excerpt;
import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.Version;
import dev.hone.cli.terminal.Terminal;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.evaluation.Objective;
import dev.hone.evaluation.Outcome;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.result.RunFolder;
import dev.hone.result.RunJournal;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.task.ModelSection;
import dev.hone.task.TaskFile;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A run of the past, as its note and its events tell it: which models it asked, what had no answer
/// there, and how it ended. With it a run is made again without asking anybody.
public final class Replay {

    private final RunNote note;
    private final LedgerPlace ledger;
    private final List<RunEvent> events;
    private final Map<Trial, String> failures = new HashMap<>();
    private final boolean stepsFailed;

    private record Trial(String dataset, Prompt prompt, String example) {}

    private Replay(RunNote note, LedgerPlace ledger, List<RunEvent> events) {
        this.note = note;
        this.ledger = ledger;
        this.events = RunJournal.lastLife(events);
        this.stepsFailed = this.events.stream().anyMatch(RunEvent.StepFailed.class::isInstance);
        for (RunEvent event : this.events) {
            if (event instanceof RunEvent.PromptEvaluated evaluated) {
                remember(evaluated.evaluation());
            }
        }
    }

    /// Makes the run of a folder again, without keys and without asking anybody.
    ///
    /// @param note of the run
    /// @param place of the run's ledger
    /// @param out a new folder for the files
    /// @throws InputException when task, data or models have changed since
    /// @throws HoneException when the ledger lacks an answer
    public static void make(Terminal terminal, RunNote note, LedgerPlace place, Path out) {
        Replay replay = of(note, place);
        TaskFile file = TaskFile.read(Path.of(note.task()), replay.overrides());
        Typed typed = new Typed(note.overrides(), Path.of(note.directory()));
        try (SearchRun search = SearchRun.again(terminal, file, typed, replay)) {
            replay.requireUnchanged(search);
            search.runQuietly(RunFolder.create(out));
        }
    }

    /// Looks the run up. Of one that was resumed what happened since counts.
    ///
    /// @throws InputException when the ledger knows nothing of the run
    private static Replay of(RunNote note, LedgerPlace place) {
        try (Ledger ledger = place.open()) {
            List<RunEvent> events = ledger.read(new RunId(note.run()), 0);
            if (events.isEmpty()) {
                throw new InputException(
                        "The ledger "
                                + place
                                + " knows nothing of the run "
                                + note.run()
                                + ". Put back the one it was made with.");
            }
            return new Replay(note, place, events);
        }
    }

    RunId run() {
        return new RunId(note.run());
    }

    LedgerPlace ledger() {
        return ledger;
    }

    /// What the command line said instead of the task file, and the stop conditions and objectives
    /// that held at the end: a run may be resumed with others than it was started with.
    private Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>(note.overrides());
        overrides.keySet().removeIf(Replay::isStopCondition);
        overrides.putAll(stopConditions());
        overrides.put(Objective.SETTING, Objective.setting(Objective.of(settings())));
        return overrides;
    }

    /// Makes sure that the run is made again as it was.
    ///
    /// @throws InputException when something has changed; names all of it
    private void requireUnchanged(SearchRun search) {
        Map<String, String> now = search.settings();
        note.requireUnchanged("be replayed", now, search.data());
        Map<String, String> stopsNow = new TreeMap<>(now);
        stopsNow.keySet().removeIf(name -> !isStopCondition(name));
        if (!stopsNow.equals(stopConditions())) {
            throw new InputException(
                    "This run cannot be replayed, because its stop conditions have changed: they"
                            + " were "
                            + stopConditions()
                            + ", and are "
                            + stopsNow
                            + ". Put the task file back as it was.");
        }
    }

    private Map<String, String> stopConditions() {
        Map<String, String> conditions = new TreeMap<>(settings());
        conditions.keySet().removeIf(name -> !isStopCondition(name));
        return conditions;
    }

    /// Those of its last life.
    private Map<String, String> settings() {
        return events.getFirst() instanceof RunEvent.RunStarted started
                ? started.settings()
                : Map.of();
    }

    private static boolean isStopCondition(String setting) {
        return setting.startsWith("stop-after.");
    }

    private void remember(Evaluation evaluation) {
        for (Outcome outcome : evaluation.outcomes()) {
            if (outcome instanceof Outcome.Failed failed) {
                failures.put(trial(evaluation, failed), failed.reason());
            }
        }
    }

    private static Trial trial(Evaluation evaluation, Outcome outcome) {
        return new Trial(evaluation.dataset(), evaluation.prompt(), outcome.example().id());
    }

    /// The identity of the model the run asked, where the task file still names it; otherwise what
    /// the task file names now.
    ///
    /// @param key of the model's section
    String identity(String key, ModelSection section) {
        String recorded = note.settings().get(key + ".spec");
        String spec = section.spec();
        if (recorded == null) {
            return String.valueOf(spec);
        }
        if (spec == null || recorded.equals(spec) || recorded.startsWith(spec + "@")) {
            return recorded;
        }
        return spec;
    }

    /// What to throw where the ledger has no answer: what ended the run there, what had no answer
    /// there either, or that it must not be.
    RuntimeException missing(String role, ModelRequest request) {
        RunEvent last = events.getLast();
        if (last instanceof RunEvent.RunFinished finished && finished.reason().isBudget()) {
            return new ModelException.BudgetExhausted(
                    finished.reason().label(), "The run's budget ended here.");
        }
        boolean finished = last instanceof RunEvent.RunFinished;
        if (finished && (stepsFailed || !failures.isEmpty())) {
            return new ModelException.Rejected(notRecorded(role, request), null);
        }
        String why =
                finished
                        ? unchanged()
                        : "This run has not finished; what it asked until it was interrupted is"
                                + " recorded. Go on with ./hone resume.";
        return new HoneException(notRecorded(role, request) + " " + why);
    }

    private static String notRecorded(String role, ModelRequest request) {
        return "The "
                + role
                + " is asked something that the ledger has no answer to (request "
                + request.digest().abbreviated()
                + "…: \""
                + Excerpt.of(request.messages().getLast().text())
                + "\").";
    }

    private String unchanged() {
        String was = note.version();
        String about = "Task, data and models are what they were";
        if (was != null && !was.equals(Version.CURRENT)) {
            return about
                    + ", but the run was made by Hone "
                    + was
                    + " and this is "
                    + Version.CURRENT
                    + ". Replay it with the Hone it was made with.";
        }
        return about
                + "; so the ledger has lost answers, or a class of your own (metric) has changed."
                + " Check it with ./hone ledger verify.";
    }

    /// Gives examples without an answer the reason they had none then.
    Evaluator over(Evaluator evaluator) {
        return new Evaluator() {
            @Override
            public List<Evaluation> evaluateAll(Task task, List<Prompt> prompts, Dataset dataset) {
                return evaluator.evaluateAll(task, prompts, dataset).stream()
                        .map(Replay.this::asItWas)
                        .toList();
            }

            @Override
            public MixedEvaluation evaluateEach(Task task, List<Prompt> prompts, Dataset dataset) {
                return evaluator.evaluateEach(task, prompts, dataset);
            }
        };
    }

    private Evaluation asItWas(Evaluation evaluation) {
        List<Outcome> outcomes =
                evaluation.outcomes().stream()
                        .map(outcome -> asItWas(evaluation, outcome))
                        .toList();
        return new Evaluation(
                evaluation.prompt(), evaluation.dataset(), outcomes, evaluation.provenance());
    }

    private Outcome asItWas(Evaluation evaluation, Outcome outcome) {
        if (!(outcome instanceof Outcome.Failed failed)) {
            return outcome;
        }
        String reason = failures.get(trial(evaluation, failed));
        if (reason == null) {
            throw new HoneException(failed.reason() + " " + unchanged());
        }
        return new Outcome.Failed(failed.example(), reason);
    }
}
