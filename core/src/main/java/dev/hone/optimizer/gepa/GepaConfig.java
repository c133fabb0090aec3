package dev.hone.optimizer.gepa;

import dev.hone.Task;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.OptionValues;
import dev.hone.optimizer.search.SearchLoop;
import dev.hone.optimizer.search.SearchRoles;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// The numbers of GEPA. [#defaults()] are those of its authors' code, with merges as in the paper's
/// GEPA+Merge; the number of steps is Hone's, since the authors end a search by its roll-outs.
///
/// @param steps the most steps; each writes one prompt
/// @param minibatch train examples a prompt is reflected and tried on
/// @param skipPerfect whether a step is over when the parent has the full score on its minibatch
/// @param merges the most merged prompts that may join the pool; 0 for none
/// @param mergeSample validation examples a merged prompt is tried on first
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record GepaConfig(
        int steps,
        int minibatch,
        boolean skipPerfect,
        int merges,
        int mergeSample,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    private static final String NAME = "gepa";

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.of(
                            "steps", "the most steps",
                            "minibatch", "train examples a prompt is reflected and tried on",
                            "skip-perfect", "whether a minibatch without a mistake ends the step",
                            "merges", "the most merged prompts that may join",
                            "merge-sample", "validation examples a merged prompt is tried on",
                            "score", "validation score that is good enough",
                            "patience", "steps without a better prompt"));

    public GepaConfig {
        OptionValues.requireWithin("steps", steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("minibatch", minibatch, 1, OptionValues.MOST);
        OptionValues.requireWithin("merges", merges, 0, OptionValues.MOST);
        OptionValues.requireWithin("merge-sample", mergeSample, 1, OptionValues.MOST);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
    }

    /// The authors' values.
    public static GepaConfig defaults() {
        return new GepaConfig(100, 3, true, 5, 5, 1.0, null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static GepaConfig parse(String preset, Map<String, String> options) {
        GepaConfig base = OptionValues.preset(NAME, preset, Map.of("default", defaults()));
        OptionValues values = new OptionValues(NAME, KNOWN, options);
        return OptionValues.build(
                () ->
                        new GepaConfig(
                                values.number("steps", base.steps),
                                values.number("minibatch", base.minibatch),
                                values.flag("skip-perfect", base.skipPerfect),
                                values.number("merges", base.merges),
                                values.number("merge-sample", base.mergeSample),
                                values.fraction("score", base.score),
                                values.optionalNumber("patience", base.patience)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optimizer optimizer(SearchRoles roles, int maxSteps) {
        return (task, seed) -> {
            Minibatches minibatches = Minibatches.of(task, minibatch, roles.random());
            StopCondition stop = new StopCondition(Math.min(steps, maxSteps), score, patience);
            return SearchLoop.search(
                    task,
                    seed,
                    roles,
                    stop,
                    (on, scoreboard) -> new GepaSteps(task, this, on, scoreboard, minibatches));
        };
    }

    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long made = Math.min(steps, maxSteps);
        long turns = task.extraction() == null ? 1 : 2;
        long validation = task.splits().validation().size();
        long mutation = 2L * Math.min(minibatch, task.splits().train().size());
        long merge = merges == 0 ? 0 : Math.min(mergeSample, validation);
        return new Forecast(
                turns * (validation + made * (validation + Math.max(mutation, merge))), made);
    }

    @Override
    public int candidatesPerRequest() {
        return 1;
    }
}
