package dev.hone.cli.reproduce;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;

import java.util.List;
import java.util.function.LongFunction;

/// Shows every evaluation as it goes on, and tells of it, as experiences that other commands may
/// learn from.
///
/// @param asking asks the task model
/// @param experiences told of every prompt that was scored
/// @param watch begins to show an evaluation of so many pairs of prompt and example
record RecordingEvaluator(Evaluator asking, RunListener experiences, LongFunction<Shown> watch)
        implements Evaluator {

    /// An evaluation that is shown until it is over.
    @FunctionalInterface
    interface Shown extends AutoCloseable {

        @Override
        void close();
    }

    @Override
    public List<Evaluation> evaluateAll(Task task, List<Prompt> prompts, Dataset dataset) {
        try (Shown shown = watch.apply((long) prompts.size() * dataset.size())) {
            List<Evaluation> evaluations = asking.evaluateAll(task, prompts, dataset);
            evaluations.forEach(this::tell);
            return evaluations;
        }
    }

    @Override
    public MixedEvaluation evaluateEach(Task task, List<Prompt> prompts, Dataset dataset) {
        try (Shown shown = watch.apply(dataset.size())) {
            MixedEvaluation evaluation = asking.evaluateEach(task, prompts, dataset);
            evaluation.byPrompt().forEach(this::tell);
            return evaluation;
        }
    }

    private void tell(Evaluation evaluation) {
        experiences.on(new RunEvent.PromptEvaluated(0, evaluation));
    }
}
