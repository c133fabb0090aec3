package dev.hone.optimizer.pe2;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.Outcome;
import dev.hone.optimizer.sampling.Samples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Tries prompts on train examples until they have failed often enough. Each prompt is tried once,
/// all in the same order of examples.
final class FailureCollector {

    /// As the authors ask chat models.
    private static final int AT_ONCE = 20;

    private final Task task;
    private final Evaluator evaluator;
    private final int wanted;
    private final Dataset examples;
    private final Map<Prompt, Failures> known = new HashMap<>();

    /// @param wanted failures that are enough
    /// @throws dev.hone.InputException when the task has no train examples
    FailureCollector(Task task, Evaluator evaluator, int wanted, RandomGenerator order) {
        Dataset train =
                Samples.required(
                        task,
                        task.splits().train(),
                        "pe2 looks at the mistakes a prompt makes there",
                        "Give data.train, or choose an optimizer without it, such as evoprompt.");
        List<Example> shuffled = new ArrayList<>(train.examples());
        Collections.shuffle(shuffled, Random.from(order));
        this.task = task;
        this.evaluator = evaluator;
        this.wanted = wanted;
        this.examples = new Dataset(train.name(), shuffled);
    }

    Failures of(Prompt prompt) {
        Failures before = known.get(prompt);
        if (before != null) {
            return before;
        }
        List<Outcome.Scored> answers = new ArrayList<>();
        Failures found = Failures.of(answers);
        for (int from = 0;
                from < examples.size() && found.failures().size() < wanted;
                from += AT_ONCE) {
            Dataset next = examples.slice(from, from + AT_ONCE);
            evaluator.evaluate(task, prompt, next).outcomes().stream()
                    .filter(Outcome.Scored.class::isInstance)
                    .map(Outcome.Scored.class::cast)
                    .forEach(answers::add);
            found = Failures.of(answers);
        }
        known.put(prompt, found);
        return found;
    }
}
