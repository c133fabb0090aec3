package dev.hone.optimizer.evoprompt;

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

/// The numbers of EvoPrompt. [#defaults()] are those of its authors (`run_de_cot.sh`, `args.py`).
///
/// @param steps the most generations; the first also makes the first population
/// @param population prompts in a generation
/// @param operator how the next generation comes from the last
/// @param donor the third prompt of differential evolution
/// @param temperature of the optimizer model, in [0, 2]
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record EvoPromptConfig(
        int steps,
        int population,
        Operator operator,
        Donor donor,
        double temperature,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    private static final String NAME = "evoprompt";

    /// Differential evolution takes a prompt and three others.
    private static final int LEAST_POPULATION = 4;

    private static final int MOST_POPULATION = 1_000;
    private static final double MOST_TEMPERATURE = 2;

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.of(
                            "steps", "the most generations",
                            "population", "prompts in a generation",
                            "operator", "de (differential evolution) or ga (genetic algorithm)",
                            "donor", "third prompt of de: the best so far, or a random one",
                            "temperature", "of the optimizer model",
                            "score", "validation score that is good enough",
                            "patience", "generations without a better prompt"));

    public EvoPromptConfig {
        OptionValues.requireWithin("steps", steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("population", population, LEAST_POPULATION, MOST_POPULATION);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
    }

    /// The authors' values, with differential evolution.
    public static EvoPromptConfig defaults() {
        return with(Operator.DE);
    }

    private static EvoPromptConfig with(Operator operator) {
        return new EvoPromptConfig(10, 10, operator, Donor.BEST, 0.5, 1.0, null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static EvoPromptConfig parse(String preset, Map<String, String> options) {
        EvoPromptConfig base =
                OptionValues.preset(
                        NAME,
                        preset,
                        Map.of(
                                "default",
                                defaults(),
                                "de",
                                with(Operator.DE),
                                "ga",
                                with(Operator.GA)));
        OptionValues values = new OptionValues(NAME, KNOWN, options);
        return OptionValues.build(
                () ->
                        new EvoPromptConfig(
                                values.number("steps", base.steps),
                                values.number("population", base.population),
                                values.choice("operator", base.operator),
                                values.choice("donor", base.donor),
                                values.decimal("temperature", base.temperature, MOST_TEMPERATURE),
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
                    (on, scoreboard) -> new EvoPromptSteps(task, this, on, scoreboard));
        };
    }

    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long made = Math.min(steps, maxSteps);
        long turns = task.extraction() == null ? 1 : 2;
        long children = made * population;
        long first = made == 0 ? 1 : population;
        return new Forecast(
                turns * task.splits().validation().size() * (first + children),
                children + Math.min(made, 1) * EvoPromptSteps.MOST_FILLINGS);
    }

    @Override
    public int candidatesPerRequest() {
        return population - 1;
    }

    /// How the next generation comes from the last.
    public enum Operator {
        /// A child of two parents is crossed and mutated; the best of parents and children stay.
        GA,
        /// Every prompt meets a child made of others, and gives way to it when the child is better.
        DE
    }

    /// The third prompt of differential evolution.
    public enum Donor {
        BEST,
        RANDOM
    }
}
