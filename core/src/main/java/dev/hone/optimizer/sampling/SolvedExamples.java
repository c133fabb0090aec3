package dev.hone.optimizer.sampling;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.Outcome;

import java.util.List;

/// Examples that are put into prompts as demonstrations.
public final class SolvedExamples {

    private SolvedExamples() {}

    /// Where they are drawn from: the few-shot split, or train where there is none.
    ///
    /// @param optimizer that draws them
    /// @throws dev.hone.InputException when there is nothing to draw from
    public static Dataset pool(Task task, String optimizer) {
        Dataset fewShot = task.splits().fewShot();
        return Samples.required(
                task,
                fewShot.isEmpty() ? task.splits().train() : fewShot,
                optimizer + " draws demonstrations from it",
                "Give data.train (or data.few-shot), or set optimizer.shots to 0.");
    }

    /// Has the task model answer the examples; what it said becomes the answer of an example where
    /// it was right. It is asked nothing where there are none.
    ///
    /// @return one for each, in their order
    public static List<Example> inTheModelsWords(
            Task task, Evaluator evaluator, Prompt prompt, Dataset examples) {
        if (examples.isEmpty()) {
            return List.of();
        }
        return evaluator.evaluate(task, prompt, examples).outcomes().stream()
                .map(SolvedExamples::inTheModelsWords)
                .toList();
    }

    private static Example inTheModelsWords(Outcome outcome) {
        Example example = outcome.example();
        if (outcome instanceof Outcome.Scored scored && scored.score() == 1) {
            String words = scored.prediction().completion().strip();
            if (!words.isEmpty()) {
                return new Example(
                        example.id(),
                        example.input(),
                        List.of(words),
                        example.choices(),
                        example.variables());
            }
        }
        return example;
    }
}
