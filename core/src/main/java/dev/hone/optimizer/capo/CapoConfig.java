package dev.hone.optimizer.capo;

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

/// The numbers of CAPO. [#defaults()] are those of its authors (paper, §5, and the benchmark in
/// their code), but for steps and exemplars, which they do not have.
///
/// @param steps the most steps, one generation each
/// @param population prompts that survive a step
/// @param crossovers prompts written at each step
/// @param shots the most demonstrations in a prompt
/// @param reasoning whether a demonstration shows what the task model said where that was right
/// @param exemplars examples that tell the optimizer model what the task is
/// @param blockSize validation examples of one block
/// @param blocks the most blocks of a race
/// @param alpha below which p-value one prompt counts as better than another, in [0, 1]
/// @param lengthPenalty taken off the score of a prompt as long as the longest of the first
///   generation, and of others in proportion; in [0, 1]
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record CapoConfig(
        int steps,
        int population,
        int crossovers,
        int shots,
        boolean reasoning,
        int exemplars,
        int blockSize,
        int blocks,
        double alpha,
        double lengthPenalty,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    private static final String NAME = "capo";
    private static final int MOST_PROMPTS = 1_000;

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("steps", "the most steps"),
                            Map.entry("population", "prompts that survive a step"),
                            Map.entry("crossovers", "prompts written at each step"),
                            Map.entry("shots", "the most demonstrations in a prompt"),
                            Map.entry("reasoning", "whether demonstrations show the model's words"),
                            Map.entry("exemplars", "examples in the meta-prompts"),
                            Map.entry("block-size", "validation examples of one block"),
                            Map.entry("blocks", "the most blocks of a race"),
                            Map.entry("alpha", "p-value below which a prompt counts as better"),
                            Map.entry("length-penalty", "what a long prompt pays"),
                            Map.entry("score", "validation score that is good enough"),
                            Map.entry("patience", "steps without a better prompt")));

    public CapoConfig {
        OptionValues.requireWithin("steps", steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("population", population, 2, MOST_PROMPTS);
        OptionValues.requireWithin("crossovers", crossovers, 1, MOST_PROMPTS);
        OptionValues.requireWithin("shots", shots, 0, MOST_PROMPTS);
        OptionValues.requireWithin("exemplars", exemplars, 0, OptionValues.MOST);
        OptionValues.requireWithin("block-size", blockSize, 1, OptionValues.MOST);
        OptionValues.requireWithin("blocks", blocks, 1, OptionValues.MOST);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
    }

    /// The authors' values.
    public static CapoConfig defaults() {
        return new CapoConfig(10, 10, 4, 5, true, 3, 30, 10, 0.2, 0.05, 1.0, null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static CapoConfig parse(String preset, Map<String, String> options) {
        CapoConfig base = OptionValues.preset(NAME, preset, Map.of("default", defaults()));
        OptionValues values = new OptionValues(NAME, KNOWN, options);
        return OptionValues.build(
                () ->
                        new CapoConfig(
                                values.number("steps", base.steps),
                                values.number("population", base.population),
                                values.number("crossovers", base.crossovers),
                                values.number("shots", base.shots),
                                values.flag("reasoning", base.reasoning),
                                values.number("exemplars", base.exemplars),
                                values.number("block-size", base.blockSize),
                                values.number("blocks", base.blocks),
                                values.decimal("alpha", base.alpha, 1),
                                values.decimal("length-penalty", base.lengthPenalty, 1),
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
                    (on, scoreboard) -> new CapoSteps(task, this, on, scoreboard));
        };
    }

    /// As if no prompt dropped out of a race before its end.
    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long made = Math.min(steps, maxSteps);
        long turns = task.extraction() == null ? 1 : 2;
        long validation = task.splits().validation().size();
        if (made == 0) {
            return new Forecast(turns * validation, 0);
        }
        long written = population - 1 + made * crossovers;
        long race = Math.min((long) blockSize * blocks, validation);
        long winners = Math.min(made, written);
        long asked = validation + written * (race + (reasoning ? shots : 0)) + winners * validation;
        return new Forecast(turns * asked, 1 + 2 * made * crossovers);
    }

    @Override
    public int candidatesPerRequest() {
        return population - 1;
    }
}
