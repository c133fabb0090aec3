package dev.hone.optimizer.mipro;

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

/// The numbers of MIPRO. [#defaults()] are those of DSPy's MIPROv2: the sets of its light setting,
/// its demonstrations, interval and examples looked at, its sampler's start of 10; trials and batch
/// are those of its first documentation, since the light setting's 10 trials would nearly all be
/// random. The light setting has half as many instructions as sets.
///
/// @param steps the most steps, one trial each
/// @param instructions tried, the seed prompt with them
/// @param demonstrationSets tried, the empty one with them
/// @param shots demonstrations of a set; fewer when there are fewer
/// @param reasoning whether a demonstration shows what the task model said where that was right
/// @param exemplars examples that tell the optimizer model what the task is
/// @param startup trials drawn at random before the estimator chooses
/// @param batch validation examples of a trial
/// @param fullEvery steps after which the best of the trials is judged on the whole split
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record MiproConfig(
        int steps,
        int instructions,
        int demonstrationSets,
        int shots,
        boolean reasoning,
        int exemplars,
        int startup,
        int batch,
        int fullEvery,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    private static final String NAME = "mipro";
    private static final int MOST_ALTERNATIVES = 100;
    private static final int MOST_SHOTS = 1_000;

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("steps", "the most steps, one trial each"),
                            Map.entry("instructions", "instructions tried, with the seed prompt"),
                            Map.entry("demonstration-sets", "sets tried, with the empty one"),
                            Map.entry("shots", "demonstrations of a set"),
                            Map.entry("reasoning", "whether demonstrations show the model's words"),
                            Map.entry("exemplars", "examples in the meta-prompt"),
                            Map.entry("startup", "trials drawn at random at first"),
                            Map.entry("batch", "validation examples of a trial"),
                            Map.entry("full-every", "steps between judgements on the whole split"),
                            Map.entry("score", "validation score that is good enough"),
                            Map.entry("patience", "steps without a better prompt")));

    public MiproConfig {
        OptionValues.requireWithin("steps", steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("instructions", instructions, 1, MOST_ALTERNATIVES);
        OptionValues.requireWithin("demonstration-sets", demonstrationSets, 1, MOST_ALTERNATIVES);
        OptionValues.requireWithin("shots", shots, 0, MOST_SHOTS);
        OptionValues.requireWithin("exemplars", exemplars, 0, OptionValues.MOST);
        OptionValues.requireWithin("startup", startup, 0, OptionValues.MOST);
        OptionValues.requireWithin("batch", batch, 1, OptionValues.MOST);
        OptionValues.requireWithin("full-every", fullEvery, 1, OptionValues.MOST);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
    }

    /// DSPy's values.
    public static MiproConfig defaults() {
        return new MiproConfig(30, 6, 6, 4, true, 10, 10, 25, 5, 1.0, null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static MiproConfig parse(String preset, Map<String, String> options) {
        MiproConfig base = OptionValues.preset(NAME, preset, Map.of("default", defaults()));
        OptionValues values = new OptionValues(NAME, KNOWN, options);
        return OptionValues.build(
                () ->
                        new MiproConfig(
                                values.number("steps", base.steps),
                                values.number("instructions", base.instructions),
                                values.number("demonstration-sets", base.demonstrationSets),
                                values.number("shots", base.shots),
                                values.flag("reasoning", base.reasoning),
                                values.number("exemplars", base.exemplars),
                                values.number("startup", base.startup),
                                values.number("batch", base.batch),
                                values.number("full-every", base.fullEvery),
                                values.fraction("score", base.score),
                                values.optionalNumber("patience", base.patience)));
    }

    /// The sets that hold anything, at most.
    int shownSets() {
        return shots == 0 ? 0 : demonstrationSets - 1;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optimizer optimizer(SearchRoles roles, int maxSteps) {
        return (task, seed) -> {
            int last = Math.min(steps, maxSteps);
            return SearchLoop.search(
                    task,
                    seed,
                    roles,
                    new StopCondition(last, score, patience),
                    (on, scoreboard) -> new MiproSteps(task, this, last, on, scoreboard));
        };
    }

    /// As if all instructions were usable, and no answer known already.
    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long made = Math.min(steps, maxSteps);
        long turns = task.extraction() == null ? 1 : 2;
        long validation = task.splits().validation().size();
        if (made == 0) {
            return new Forecast(turns * validation, 0);
        }
        long others = instructions * (1L + shownSets()) - 1;
        boolean isWhole = batch >= validation;
        long tried = isWhole || others == 0 ? 0 : made * batch;
        long judged = Math.min(isWhole ? made : Math.ceilDiv(made, (long) fullEvery), others);
        long bootstrapped = reasoning ? (long) shownSets() * shots : 0;
        long asked = validation * (1 + judged) + tried + bootstrapped;
        return new Forecast(turns * asked, instructions - 1);
    }

    /// Each request asks for one instruction.
    @Override
    public int candidatesPerRequest() {
        return 1;
    }
}
