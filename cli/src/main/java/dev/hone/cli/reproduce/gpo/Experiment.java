package dev.hone.cli.reproduce.gpo;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.cli.reproduce.gpo.data.PaperData;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.cli.session.FreshFiles;
import dev.hone.cli.session.Interruption;
import dev.hone.cli.session.SearchRun;
import dev.hone.cli.session.Session;
import dev.hone.data.Split;
import dev.hone.evaluation.Evaluation;
import dev.hone.limit.SharedBudget;
import dev.hone.model.ModelException;
import dev.hone.result.RunView;
import dev.hone.run.RunId;
import dev.hone.task.TaskFile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the runs of a plan, one after the other, under budgets they share. The same plan again
/// asks nothing twice. For use by one thread.
final class Experiment {

    private static final String GO_ON = "the same command";

    /// Settings that shape nothing but when a run ends and how fast it goes, or say where data lie.
    private static final String SHAPES_NOTHING = "(limits|stop-after|data)\\..*";

    private final GpoSettings settings;
    private final Plan plan;
    private final Map<PaperTask, PaperData> data;
    private final Scores scores = new Scores();
    private final SharedBudget budget;

    /// @param data of all tasks in the plan
    Experiment(GpoSettings settings, Plan plan, Map<PaperTask, PaperData> data) {
        this.settings = settings;
        this.plan = plan;
        this.data = data;
        this.budget =
                new SharedBudget(settings.file(plan.runs().getFirst()).stopAfter().spending());
    }

    private void say(String what, String value) {
        settings.terminal().err().println(String.format(Locale.ROOT, "%-16s %s", what, value));
    }

    /// Connects the models; asks nothing.
    private void connect() {
        PlannedRun first = plan.runs().getFirst();
        try (Session session = session(first, new RunId("reproduce-gpo"), true)) {
            scores.models(session.taskRole().model(), session.optimizerRole().model());
        }
    }

    /// Runs until all is done or a budget ends.
    Scores run() {
        FreshFiles fresh = FreshFiles.before(settings.ledger());
        try {
            connect();
            say("task model", scores.taskModel());
            say("optimizer model", scores.optimizerModel());
            int number = 0;
            for (PlannedRun run : plan.runs()) {
                number++;
                if (!scores.isStopped()) {
                    make(
                            run,
                            new RunProgress(settings.terminal(), run, number, plan.runs().size()));
                }
            }
        } catch (ModelException.Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            if (scores.sent() > 0) {
                settings.terminal()
                        .err()
                        .println(
                                "What was answered is in the ledger; "
                                        + GO_ON
                                        + " goes on from there.");
            }
            throw e;
        } finally {
            if (scores.sent() == 0 && scores.isEmpty()) {
                fresh.remove();
            }
        }
        return scores;
    }

    private void make(PlannedRun run, RunProgress progress) {
        if (run.treatment().optimizer() == null) {
            judge(run, progress);
        } else {
            search(run, progress);
        }
    }

    private void search(PlannedRun run, RunProgress progress) {
        try (SearchRun search =
                SearchRun.open(
                        settings.terminal(),
                        settings.file(run),
                        splits(run),
                        settings.typed(),
                        id(run),
                        settings.ledger())) {
            RunView view;
            long sent;
            try {
                view = search.runWithin(budget.left(), progress, GO_ON);
            } finally {
                budget.spend(search.spent());
                sent = search.spent().calls() - search.before().calls();
                scores.sent(sent);
            }
            if (RunScore.endedByBudget(view)) {
                scores.stopped(view.stopReason());
            } else {
                keep(run, RunScore.of(view), progress, sent);
            }
        }
    }

    /// A prompt as it is: no search, no choice, and nothing to write down but the answers.
    private void judge(PlannedRun run, RunProgress progress) {
        try (Session session = session(run, id(run), false);
                Interruption interruption = Interruption.of(settings.terminal(), session, GO_ON)) {
            session.beginPhase(budget.left());
            try {
                Evaluation test =
                        session.evaluator()
                                .evaluateAll(
                                        session.task(),
                                        List.of(new Prompt(run.treatment().prompt())),
                                        splits(run).test())
                                .getFirst();
                long sent = session.spent().calls() - session.before().calls();
                keep(run, RunScore.of(test), progress, sent);
            } catch (ModelException.BudgetExhausted e) {
                scores.stopped(e.budget());
            } finally {
                budget.spend(session.spent());
                scores.sent(session.spent().calls() - session.before().calls());
            }
        }
    }

    private void keep(PlannedRun run, Optional<RunScore> found, RunProgress progress, long sent) {
        found.ifPresentOrElse(
                score -> {
                    scores.add(run, score);
                    progress.done(score, sent);
                },
                () -> settings.terminal().warn(run.label() + ": no test example was answered."));
    }

    private Session session(PlannedRun run, RunId id, boolean searches) {
        TaskFile file = settings.file(run);
        return searches
                ? Session.forSearch(
                        settings.terminal(),
                        file,
                        splits(run),
                        settings.typed(),
                        id,
                        settings.ledger(),
                        null)
                : Session.forEvaluation(
                        settings.terminal(),
                        file,
                        splits(run),
                        settings.typed(),
                        id,
                        settings.ledger());
    }

    private Splits splits(PlannedRun run) {
        return Objects.requireNonNull(data.get(run.task())).splits();
    }

    /// The same for the same run, wherever its data lie.
    private RunId id(PlannedRun run) {
        Map<String, String> shaping = new TreeMap<>(settings.file(run).settings());
        shaping.keySet().removeIf(key -> key.matches(SHAPES_NOTHING));
        shaping.put("task-model.spec", scores.taskModel());
        shaping.put("optimizer-model.spec", scores.optimizerModel());
        List<String> parts = new ArrayList<>(List.of("reproduce gpo 1", shaping.toString()));
        for (Split split : Split.values()) {
            parts.add(split.of(splits(run)).digest().hex());
        }
        return new RunId(
                "reproduce-gpo-"
                        + run.task().id()
                        + "-"
                        + run.treatment().label().replace(' ', '-')
                        + "-"
                        + run.seed()
                        + "-"
                        + Digest.of(parts.toArray(String[]::new)).abbreviated());
    }
}
