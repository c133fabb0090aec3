package dev.hone.optimizer.opro;

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

/// The numbers of OPRO. [#defaults()] are those of its authors (`optimize_instructions.py`); what
/// they call the training subset is the validation split here, as for every search.
///
/// @param steps the most steps
/// @param candidates instructions asked for at each step
/// @param shown the most instructions of the past in the meta-prompt
/// @param exemplars examples in the meta-prompt, drawn anew at each step
/// @param threshold instructions below this score are not shown, in [0, 1]
/// @param mostCharacters of an instruction; longer ones are dropped
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record OproConfig(
        int steps,
        int candidates,
        int shown,
        int exemplars,
        double threshold,
        int mostCharacters,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    private static final String NAME = "opro";
    private static final int MOST_CANDIDATES = 1_000;

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.of(
                            "steps", "the most steps",
                            "candidates", "instructions asked for at each step",
                            "shown", "earlier instructions in the meta-prompt",
                            "exemplars", "examples in the meta-prompt",
                            "threshold", "score below which an instruction is not shown",
                            "most-characters", "longer instructions are dropped",
                            "score", "validation score that is good enough",
                            "patience", "steps without a better prompt"));

    public OproConfig {
        OptionValues.requireWithin("steps", steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("candidates", candidates, 1, MOST_CANDIDATES);
        OptionValues.requireWithin("shown", shown, 1, OptionValues.MOST);
        OptionValues.requireWithin("exemplars", exemplars, 0, OptionValues.MOST);
        OptionValues.requireWithin("most-characters", mostCharacters, 1, OptionValues.MOST);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
    }

    /// The authors' values.
    public static OproConfig defaults() {
        return new OproConfig(200, 8, 20, 3, 0.3, 500, 1.0, null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static OproConfig parse(String preset, Map<String, String> options) {
        OproConfig base = OptionValues.preset(NAME, preset, Map.of("default", defaults()));
        OptionValues values = new OptionValues(NAME, KNOWN, options);
        return OptionValues.build(
                () ->
                        new OproConfig(
                                values.number("steps", base.steps),
                                values.number("candidates", base.candidates),
                                values.number("shown", base.shown),
                                values.number("exemplars", base.exemplars),
                                values.decimal("threshold", base.threshold, 1),
                                values.number("most-characters", base.mostCharacters),
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
                    (on, scoreboard) -> new OproSteps(task, this, on, scoreboard));
        };
    }

    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long made = Math.min(steps, maxSteps);
        long turns = task.extraction() == null ? 1 : 2;
        long validation = task.splits().validation().size();
        return new Forecast(turns * validation * (1 + made * candidates), made);
    }

    @Override
    public int candidatesPerRequest() {
        return candidates;
    }
}
