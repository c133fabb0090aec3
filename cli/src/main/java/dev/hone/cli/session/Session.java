package dev.hone.cli.session;

import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.cli.terminal.Terminal;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.ModelStack;
import dev.hone.ledger.UsageMeter;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.limit.Cancellation;
import dev.hone.limit.SamplingModel;
import dev.hone.limit.Spending;
import dev.hone.limit.SpendingLimits;
import dev.hone.metric.MetricSpec;
import dev.hone.metric.Metrics;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.models.EnvironmentChoice;
import dev.hone.models.Models;
import dev.hone.models.price.Prices;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.result.RunUsage;
import dev.hone.run.RunId;
import dev.hone.task.JudgeSection;
import dev.hone.task.ModelSection;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.SplittableRandom;

/// Everything a command needs to ask models about a task: the task itself, the models in their
/// roles behind limits, budgets and ledger, and the ledger.
///
/// A session has phases, one after the other, each with budgets of its own: a search must leave
/// enough for the judgement on test.
public final class Session implements AutoCloseable {

    private final Terminal terminal;
    private final TaskFile file;
    private final Ledger ledger;
    private final RunId run;
    private final Role taskRole;
    private final Role optimizerRole;
    private final @Nullable Role judgeRole;
    private final Task task;
    private volatile Phase phase;
    private volatile boolean cancelled;

    private Session(
            Terminal terminal,
            TaskFile file,
            Splits splits,
            Typed typed,
            RunId run,
            Path ledgerFile) {
        this.terminal = terminal;
        this.file = file;
        this.run = run;
        Connections connections = new Connections(splits, typed);
        this.taskRole = connections.role("task-model", file.taskModel());
        this.optimizerRole = connections.role("optimizer-model", file.optimizerModel());
        JudgeSection judge = file.judge();
        this.judgeRole = judge == null ? null : connections.role("judge-model", judge.judgeModel());
        this.task = task(splits, judge);
        this.ledger = SqliteLedger.open(ledgerFile);
        this.phase = new Phase(file.stopAfter().spending());
    }

    public static Session open(
            Terminal terminal,
            TaskFile file,
            Splits splits,
            Typed typed,
            RunId run,
            Path ledgerFile) {
        return new Session(terminal, file, splits, typed, run, ledgerFile);
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

    Role optimizerRole() {
        return optimizerRole;
    }

    @Nullable Role judgeRole() {
        return judgeRole;
    }

    public Evaluator evaluator() {
        return new LocalEvaluator(
                request -> phase.task.generate(request),
                taskRole.settings(),
                file.limits().concurrency());
    }

    LanguageModel optimizerModel() {
        return request -> phase.optimizer.generate(request);
    }

    /// What all roles used until now.
    RunUsage usage() {
        Role judge = judgeRole;
        return new RunUsage(
                taskRole.meter().usage(),
                optimizerRole.meter().usage(),
                judge == null ? null : judge.meter().usage());
    }

    /// What the current phase has spent.
    Spending spending() {
        return phase.spending;
    }

    /// From now on calls are paid from these budgets.
    void beginPhase(SpendingLimits limits) {
        phase = new Phase(limits);
        if (cancelled) {
            phase.cancellation.cancel();
        }
    }

    /// Lets no further call start; those in flight finish and are recorded.
    void cancel() {
        cancelled = true;
        phase.cancellation.cancel();
    }

    @Override
    public void close() {
        ledger.close();
    }

    private Task task(Splits splits, @Nullable JudgeSection section) {
        MetricSpec metric = file.metric();
        MetricSpec.Judge judge = null;
        Role role = judgeRole;
        if (section != null && role != null) {
            String rubric = section.rubric();
            judge =
                    new MetricSpec.Judge(
                            request -> phase.judge(request),
                            role.settings(),
                            rubric == null ? Metrics.CORRECTNESS : rubric);
        } else if (metric.needsJudge()) {
            throw new InputException(
                    file.file()
                            + ": metric: judge needs a section \"judge\" that names the model, for"
                            + " example judge: { judge-model: { spec: \"openai:gpt-4.1-mini\" }"
                            + " }.");
        }
        return file.task(splits, metric.create(judge));
    }

    /// Models of one phase.
    private final class Phase {

        private final Cancellation cancellation = new Cancellation();
        private final Spending spending;
        private final LanguageModel task;
        private final LanguageModel optimizer;
        private final @Nullable LanguageModel judge;

        Phase(SpendingLimits limits) {
            spending = new Spending(limits, System::nanoTime, cancellation);
            task = guarded(taskRole);
            optimizer = guarded(optimizerRole);
            judge = judgeRole == null ? null : guarded(judgeRole);
        }

        private LanguageModel guarded(Role role) {
            SplittableRandom jitter = new SplittableRandom(file.seed());
            LanguageModel ledgered =
                    new ModelStack(ledger, run, spending, jitter, cancellation)
                            .over(role.provider(), role.model(), file.limits(), role.meter());
            return new SamplingModel(ledgered, role.severalAtOnce());
        }

        ModelResponse judge(ModelRequest request) {
            LanguageModel model = judge;
            if (model == null) {
                throw new IllegalStateException("No judge is connected.");
            }
            return model.generate(request);
        }
    }

    /// Connects models and prices them.
    private final class Connections {

        private final Models models;
        private final Typed typed;
        private final Prices prices = Prices.published();

        Connections(Splits splits, Typed typed) {
            this.models = Models.standard().plus(new SyntheticProvider(splits, file.template()));
            this.typed = typed;
        }

        Role role(String name, ModelSection section) {
            ModelContext context = context(name);
            String spec = section.spec();
            String reason = "";
            if (spec == null) {
                EnvironmentChoice choice = EnvironmentChoice.of(context);
                spec = choice.spec();
                reason = choice.reason();
                if (spec == null) {
                    throw new ModelException.Refused(
                            "No model is named for "
                                    + name
                                    + ", and "
                                    + choice.reason()
                                    + ". Set a key, start Ollama, or name a model with --"
                                    + name
                                    + ".",
                            null);
                }
            }
            ConnectedModel connected = models.connect(spec, context);
            ModelSettings settings = section.settings(connected.identity());
            UsageMeter meter = new UsageMeter(run, prices.of(connected.identity()));
            return new Role(
                    name, connected.model(), connected.severalAtOnce(), settings, meter, reason);
        }

        private ModelContext context(String name) {
            Path base = typed.base(name + ".spec", file.folder());
            return new ModelContext(terminal.environment(), file.limits().timeout(), base);
        }
    }
}
