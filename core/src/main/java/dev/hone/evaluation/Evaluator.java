package dev.hone.evaluation;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;

import java.util.List;

/// Scores prompts on data. Implementations are thread-safe.
public interface Evaluator {

    /// One evaluation for every prompt, in the prompts' order, with outcomes in example order
    /// whatever order the answers came in. An example without an answer is a failed outcome.
    ///
    /// @throws dev.hone.model.ModelException.Refused when the model answers nobody
    /// @throws dev.hone.model.ModelException.Transient when not one example was answered under any
    ///   prompt
    /// @throws dev.hone.model.ModelException.BudgetExhausted when the budget ends before the last
    ///   example; what was answered is in the ledger, what was not has no score
    /// @throws dev.hone.model.ModelException.Interrupted when the run is interrupted
    /// @throws TooManyFailuresException when more examples failed than the user allows
    List<Evaluation> evaluateAll(Task task, List<Prompt> prompts, Dataset dataset);

    /// Every example once, each under a prompt of its own, as many at a time as where all have the
    /// same. An example without an answer is a failed outcome.
    ///
    /// @param prompts one for each example, in the data set's order
    /// @throws IllegalArgumentException when there are not as many prompts as examples
    /// @throws dev.hone.model.ModelException as [#evaluateAll]
    MixedEvaluation evaluateEach(Task task, List<Prompt> prompts, Dataset dataset);

    default Evaluation evaluate(Task task, Prompt prompt, Dataset dataset) {
        return evaluateAll(task, List.of(prompt), dataset).getFirst();
    }
}
