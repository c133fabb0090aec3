package dev.hone.evaluation;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;

import java.util.ArrayList;
import java.util.List;

/// Evaluations written as one character an example: `1` right, `0` wrong, `2` to `9` tenths, `x` no
/// answer.
public final class Evaluations {

    private Evaluations() {}

    public static Evaluation of(String prompt, String dataset, String scores) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < scores.length(); i++) {
            var example = Example.of(dataset + "-" + i, "input " + i, "target " + i);
            outcomes.add(outcome(example, scores.charAt(i)));
        }
        var provenance =
                new Provenance(
                        "test:task-model",
                        Digest.of("settings"),
                        Digest.of("task"),
                        Digest.of(dataset),
                        "0.1.0");
        return new Evaluation(new Prompt(prompt), dataset, outcomes, provenance);
    }

    private static Outcome outcome(Example example, char score) {
        return switch (score) {
            case 'x' -> new Outcome.Failed(example, "HTTP 500");
            case '1' -> new Outcome.Scored(example, Prediction.of(example.target()), 1);
            default ->
                    new Outcome.Scored(
                            example, Prediction.of("something else"), (score - '0') / 10.0);
        };
    }
}
