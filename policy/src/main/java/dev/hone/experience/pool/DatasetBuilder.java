package dev.hone.experience.pool;

import dev.hone.Dataset;
import dev.hone.InputException;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.experience.OfflineDataset;
import dev.hone.run.RandomStreams;

import java.util.List;

/// Scores a pool of prompts on queries (QPO §2.3). All prompts are scored on one sample: on samples
/// of their own, prompts would differ by how hard their queries are (QPO §8, 7).
///
/// @param evaluator asks the task model; ledger, budgets and faults are its affair
/// @param random draws the sample
public record DatasetBuilder(Evaluator evaluator, RandomStreams random) {

    /// Draws queries from the training examples that stand neither in validation nor in test, and
    /// asks `queries` times as many questions as the pool has prompts.
    ///
    /// @param queries at least 1
    /// @throws InputException when there are fewer such training examples
    /// @throws dev.hone.model.ModelException as the evaluator
    public BuiltDataset build(Task task, PromptPool pool, int queries) {
        Dataset free = FreeExamples.of(task.splits());
        Dataset sample = BalancedSample.of(free, queries, random.stream("pool/sample"));
        List<Evaluation> evaluations = evaluator.evaluateAll(task, pool.prompts(), sample);
        return new BuiltDataset(
                OfflineDataset.ofEvaluations(evaluations),
                pool,
                sample,
                evaluations.stream().mapToInt(Evaluation::failedCount).sum());
    }
}
