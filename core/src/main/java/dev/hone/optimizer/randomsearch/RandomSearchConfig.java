package dev.hone.optimizer.randomsearch;

import dev.hone.Task;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.Demonstrations;
import dev.hone.optimizer.search.OptionValues;
import dev.hone.optimizer.search.SearchLoop;
import dev.hone.optimizer.search.SearchRoles;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// The numbers of random search. [#defaults()] try 16 draws of four demonstrations, as many as
/// DSPy's `BootstrapFewShotWithRandomSearch` does.
///
/// @param steps the most steps
/// @param candidates draws at each step
/// @param demonstrations examples in a draw; fewer when the train split has fewer
/// @param place the side of the seed prompt they stand on
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record RandomSearchConfig(
        int steps,
        int candidates,
        int demonstrations,
        Demonstrations.Place place,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    private static final String NAME = "random-search";
    private static final int MOST_AT_ONCE = 1_000;

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.of(
                            "steps", "the most steps",
                            "candidates", "draws of demonstrations at each step",
                            "demonstrations", "solved examples in a draw",
                            "place", "side of the seed prompt they stand on",
                            "score", "validation score that is good enough",
                            "patience", "steps without a better prompt"));

    public RandomSearchConfig {
        OptionValues.requireWithin("steps", steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("candidates", candidates, 1, MOST_AT_ONCE);
        OptionValues.requireWithin("demonstrations", demonstrations, 1, MOST_AT_ONCE);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
    }

    public static RandomSearchConfig defaults() {
        return new RandomSearchConfig(4, 4, 4, Demonstrations.Place.AUTO, 1.0, null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static RandomSearchConfig parse(String preset, Map<String, String> options) {
        RandomSearchConfig base = OptionValues.preset(NAME, preset, Map.of("default", defaults()));
        OptionValues values = new OptionValues(NAME, KNOWN, options);
        return OptionValues.build(
                () ->
                        new RandomSearchConfig(
                                values.number("steps", base.steps),
                                values.number("candidates", base.candidates),
                                values.number("demonstrations", base.demonstrations),
                                values.choice("place", base.place),
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
            StopCondition stop = new StopCondition(Math.min(steps, maxSteps), score, patience);
            return SearchLoop.search(
                    task,
                    seed,
                    roles,
                    stop,
                    (on, scoreboard) ->
                            new RandomSearchSteps(task, seed, this, roles.random(), scoreboard));
        };
    }

    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long made = Math.min(steps, maxSteps);
        long turns = task.extraction() == null ? 1 : 2;
        long validation = task.splits().validation().size();
        return new Forecast(turns * validation * (1 + made * candidates), 0);
    }

    /// No request is made; an optimizer model is asked for one answer at a time.
    @Override
    public int candidatesPerRequest() {
        return 1;
    }
}
