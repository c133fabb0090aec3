package dev.hone.optimizer.search;

import dev.hone.Task;
import dev.hone.evaluation.Evaluator;
import dev.hone.model.Embedder;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

/// Who takes part in a search, the same for every algorithm.
///
/// @param evaluator scores prompts with the task model
/// @param optimizerModel writes prompts
/// @param embedder for algorithms that compare texts; it may refuse where none was given
/// @param random the only source of chance
/// @param listener told of every event
public record SearchRoles(
        Evaluator evaluator,
        OptimizerModel optimizerModel,
        Embedder embedder,
        RandomStreams random,
        RunListener listener) {

    /// The same roles for one task: the optimizer model is told what every prompt must keep.
    SearchRoles on(Task task) {
        return new SearchRoles(
                evaluator,
                optimizerModel.with(new PromptRules(task.template()).text()),
                embedder,
                random,
                listener);
    }
}
