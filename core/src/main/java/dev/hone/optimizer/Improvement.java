package dev.hone.optimizer;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.model.ModelException;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;
import dev.hone.run.StopReason;

import java.util.List;
import java.util.stream.Stream;

/// A whole run: search on validation, then judge the seed prompt and the chosen one on test, once.
/// Nothing of the test split is looked at before the search is over.
public final class Improvement {

    private final Optimizer optimizer;
    private final Evaluator evaluator;
    private final RunListener listener;
    private final Runnable beforeTest;

    /// @param evaluator for the judgement on test
    /// @param listener told of every event from start to finish; the optimizer tells it of its own
    /// @param beforeTest called between search and judgement, for budgets kept back for the test
    public Improvement(
            Optimizer optimizer, Evaluator evaluator, RunListener listener, Runnable beforeTest) {
        this.optimizer = optimizer;
        this.evaluator = evaluator;
        this.listener = listener;
        this.beforeTest = beforeTest;
    }

    /// Runs. A budget that ends the search or the judgement is the reason in the last event.
    ///
    /// @throws ModelException.BudgetExhausted when not even the seed prompt could be scored
    public Optimization run(Task task, RunEvent.RunStarted start) {
        listener.on(start);
        Optimization found = optimizer.optimize(task, start.seedPrompt());
        beforeTest.run();
        StopReason reason = found.stopReason();
        if (!task.splits().test().isEmpty()) {
            reason = judge(task, found);
        }
        Prompt best = found.best().prompt();
        listener.on(new RunEvent.RunFinished(reason, best, found.steps()));
        return found;
    }

    private StopReason judge(Task task, Optimization found) {
        Dataset test = task.splits().test();
        List<Prompt> judged =
                Stream.of(found.seed(), found.best()).map(Evaluation::prompt).distinct().toList();
        try {
            evaluator
                    .evaluateAll(task, judged, test)
                    .forEach(
                            evaluation -> listener.on(new RunEvent.PromptEvaluated(0, evaluation)));
            return found.stopReason();
        } catch (ModelException.BudgetExhausted e) {
            return StopReason.ofLabel(e.budget());
        }
    }
}
