package dev.hone.cli.session;

import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.cli.terminal.Terminal;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RoleUsage;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.limit.Allowance;
import dev.hone.limit.SpendingLimits;
import dev.hone.limit.Spent;
import dev.hone.metric.MetricSpec;
import dev.hone.metric.Metrics;
import dev.hone.model.LanguageModel;
import dev.hone.result.RunUsage;
import dev.hone.run.RunId;
import dev.hone.task.JudgeSection;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Everything a command needs to ask models about a task: the task itself, the models in their
/// roles behind limits, budgets and ledger, and the ledger.
///
/// A session has phases, one after the other, each with limits of its own: a search must leave
/// enough for the judgement on test. A run that goes on has spent already what the ledger says.
public final class Session implements AutoCloseable {

    private final TaskFile file;
    private final RunId run;
    private final Role taskRole;
    private final @Nullable Role optimizerRole;
    private final @Nullable Role judgeRole;
    private final Task task;
    private final Ledger ledger;
    private final Spent before;
    private final @Nullable Replay replay;
    private volatile Phase phase;
    private volatile boolean cancelled;

    private Session(
            TaskFile file,
            Splits splits,
            RunId run,
            LedgerPlace place,
            RoleConnections connections,
            boolean searches,
            @Nullable Replay replay) {
        this.file = file;
        this.run = run;
        this.replay = replay;
        this.taskRole = connections.connect("task-model", "task-model", file.taskModel());
        this.optimizerRole =
                searches
                        ? connections.connect(
                                "optimizer-model", "optimizer-model", file.optimizerModel())
                        : null;
        this.judgeRole = judge(connections);
        this.task = file.task(splits, file.scoring(judge()));
        this.ledger = place.open();
        try {
            this.before = ledger.spent(run);
            this.phase = phase(file.stopAfter().spending(), null, before);
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /// For scoring prompts; there is no optimizer model.
    public static Session forEvaluation(
            Terminal terminal,
            TaskFile file,
            Splits splits,
            Typed typed,
            RunId run,
            LedgerPlace place) {
        RoleConnections connections = new RoleConnections(terminal, file, splits, typed, run, null);
        return new Session(file, splits, run, place, connections, false, null);
    }

    /// For searching, with all models.
    ///
    /// @param replay the run that is made again without asking anybody; null to ask
    public static Session forSearch(
            Terminal terminal,
            TaskFile file,
            Splits splits,
            Typed typed,
            RunId run,
            LedgerPlace place,
            @Nullable Replay replay) {
        RoleConnections connections =
                new RoleConnections(terminal, file, splits, typed, run, replay);
        return new Session(file, splits, run, place, connections, true, replay);
    }

    public Task task() {
        return task;
    }

    public Ledger ledger() {
        return ledger;
    }

    public RunId run() {
        return run;
    }

    public Role taskRole() {
        return taskRole;
    }

    public Role optimizerRole() {
        return Objects.requireNonNull(optimizerRole, "a session for searching has one");
    }

    List<Role> roles() {
        return Stream.of(taskRole, optimizerRole, judgeRole).filter(Objects::nonNull).toList();
    }

    public Evaluator evaluator() {
        Evaluator evaluator =
                new LocalEvaluator(
                        request -> phase.ask(taskRole, request),
                        taskRole.settings(),
                        file.limits().concurrency(),
                        file.maxFailures());
        return replay == null ? evaluator : replay.over(evaluator);
    }

    public LanguageModel optimizerModel() {
        return request -> phase.ask(optimizerRole(), request);
    }

    /// What all roles used until now.
    public RunUsage usage() {
        Role optimizer = optimizerRole;
        Role judge = judgeRole;
        return new RunUsage(
                taskRole.meter().usage(),
                optimizer == null ? RoleUsage.NONE : optimizer.meter().usage(),
                judge == null ? null : judge.meter().usage());
    }

    /// Whether a provider answered anything that this run paid for.
    public boolean hasPaid() {
        return roles().stream().anyMatch(role -> role.meter().usage().calls() > 0);
    }

    /// What the run had spent when this session began: in processes that ended or were killed.
    public Spent before() {
        return before;
    }

    /// How long calls still have to wait because of a rate, as far as is known.
    Duration waiting() {
        return roles().stream()
                .map(role -> role.gate().waiting())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// Whether the price of every model is known.
    boolean isPriced() {
        return roles().stream().allMatch(role -> role.meter().price() != null);
    }

    /// What the run has spent until now, in all its processes.
    public Spent spent() {
        return phase.spending().spent();
    }

    /// From now on the run may spend as much, what it has spent already counted in.
    public void beginPhase(SpendingLimits budgets) {
        begin(phase(budgets, null, spent()));
    }

    /// From now on the run may use what the allowance lets through, and spend on it what it costs.
    public void beginPhase(Allowance allowance) {
        begin(phase(SpendingLimits.NONE, allowance, spent()));
    }

    private void begin(Phase next) {
        phase = next;
        if (cancelled) {
            next.cancel();
        }
    }

    /// Lets no further call start; those in flight finish and are recorded.
    void cancel() {
        cancelled = true;
        phase.cancel();
    }

    @Override
    public void close() {
        ledger.close();
    }

    private Phase phase(SpendingLimits budgets, @Nullable Allowance allowance, Spent spent) {
        return replay != null
                ? new Phase(ledger, roles(), replay)
                : new Phase(
                        ledger,
                        run,
                        roles(),
                        file.limits(),
                        budgets,
                        allowance,
                        spent,
                        file.seed());
    }

    private @Nullable Role judge(RoleConnections connections) {
        if (!file.metric().needsJudge()) {
            return null;
        }
        JudgeSection section = file.judge();
        if (section == null) {
            throw new InputException(
                    file.file()
                            + ": metric: judge needs a section \"judge\" that names the model, for"
                            + " example judge: { judge-model: { spec: \"openai:gpt-4.1-mini\" }"
                            + " }.");
        }
        return connections.connect("judge-model", "judge.judge-model", section.judgeModel());
    }

    private MetricSpec.@Nullable Judge judge() {
        Role role = judgeRole;
        JudgeSection section = file.judge();
        if (role == null || section == null) {
            return null;
        }
        String rubric = section.rubric();
        return new MetricSpec.Judge(
                request -> phase.ask(role, request),
                role.settings(),
                rubric == null ? Metrics.CORRECTNESS : rubric);
    }
}
