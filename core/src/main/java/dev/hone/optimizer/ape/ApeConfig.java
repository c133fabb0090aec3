package dev.hone.optimizer.ape;

import dev.hone.Task;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.sampling.Ranker;
import dev.hone.optimizer.sampling.Samples;
import dev.hone.optimizer.sampling.TrialPlan;
import dev.hone.optimizer.sampling.UpperConfidence;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.OptionValues;
import dev.hone.optimizer.search.SearchLoop;
import dev.hone.optimizer.search.SearchRoles;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// The numbers of APE. [#defaults()] are those of its authors (`default.yaml`, `bandits.yaml`);
/// `keep` and `variations`, which only the iterative variant and the bandit use, are Hone's own.
///
/// @param steps 1 to induce prompts; each further one asks for variations of the best
/// @param subsamples requests of the first step, each with demonstrations of its own
/// @param demonstrations solved examples in each of them
/// @param prompts asked for in each of them
/// @param variations asked for of each of the best prompts, at each further step
/// @param keep the best prompts: those varied, and those a bandit lets through
/// @param temperature of the optimizer model
/// @param scoring which prompts get a score on validation
/// @param plan of the bandit
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record ApeConfig(
        int steps,
        int subsamples,
        int demonstrations,
        int prompts,
        int variations,
        int keep,
        double temperature,
        Scoring scoring,
        TrialPlan plan,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    private static final String NAME = "ape";
    private static final int MOST_REQUESTS = 1_000;

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("steps", "1 to induce prompts, more to vary the best"),
                            Map.entry("subsamples", "requests that induce prompts"),
                            Map.entry("demonstrations", "solved examples in each of them"),
                            Map.entry("prompts", "prompts asked for in each of them"),
                            Map.entry("variations", "variations asked for of each best prompt"),
                            Map.entry("keep", "best prompts that are varied"),
                            Map.entry("temperature", "of the optimizer model"),
                            Map.entry("scoring", "full or ucb"),
                            Map.entry("samples", "examples of one round of ucb"),
                            Map.entry("rounds", "rounds of ucb"),
                            Map.entry("tried", "prompts tried in one round of ucb"),
                            Map.entry("exploration", "how much ucb favours what it knows little"),
                            Map.entry("score", "validation score that is good enough"),
                            Map.entry("patience", "steps without a better prompt")));

    public ApeConfig {
        OptionValues.requireWithin("steps", steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("subsamples", subsamples, 1, MOST_REQUESTS);
        OptionValues.requireWithin("demonstrations", demonstrations, 1, OptionValues.MOST);
        OptionValues.requireWithin("prompts", prompts, 1, MOST_REQUESTS);
        OptionValues.requireWithin("variations", variations, 1, MOST_REQUESTS);
        OptionValues.requireWithin("keep", keep, 1, MOST_REQUESTS);
        OptionValues.requireWithin("samples", plan.samples(), 1, OptionValues.MOST);
        OptionValues.requireWithin("rounds", plan.rounds(), 1, MOST_REQUESTS);
        OptionValues.requireWithin("tried", plan.prompts(), 1, MOST_REQUESTS);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
    }

    /// The authors' values.
    public static ApeConfig defaults() {
        TrialPlan bandit = new TrialPlan(50, 5, 50, 1);
        return new ApeConfig(1, 5, 5, 50, 4, 4, 0.9, Scoring.FULL, bandit, 1.0, null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static ApeConfig parse(String preset, Map<String, String> options) {
        ApeConfig base = OptionValues.preset(NAME, preset, Map.of("default", defaults()));
        OptionValues values = new OptionValues(NAME, KNOWN, options);
        return OptionValues.build(
                () ->
                        new ApeConfig(
                                values.number("steps", base.steps),
                                values.number("subsamples", base.subsamples),
                                values.number("demonstrations", base.demonstrations),
                                values.number("prompts", base.prompts),
                                values.number("variations", base.variations),
                                values.number("keep", base.keep),
                                values.decimal(
                                        "temperature",
                                        base.temperature,
                                        OptionValues.MOST_TEMPERATURE),
                                values.choice("scoring", base.scoring),
                                new TrialPlan(
                                        values.number("samples", base.plan.samples()),
                                        values.number("rounds", base.plan.rounds()),
                                        values.number("tried", base.plan.prompts()),
                                        values.decimal(
                                                "exploration",
                                                base.plan.exploration(),
                                                OptionValues.MOST)),
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
            Samples.required(
                    task,
                    task.splits().exemplars(),
                    "ape shows the optimizer model solved examples",
                    "Give data.train or data.format.");
            StopCondition stop = new StopCondition(Math.min(steps, maxSteps), score, patience);
            return SearchLoop.search(
                    task,
                    seed,
                    roles,
                    stop,
                    (on, scoreboard) -> new ApeSteps(task, this, on, scoreboard));
        };
    }

    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long made = Math.min(steps, maxSteps);
        long turns = task.extraction() == null ? 1 : 2;
        int validation = task.splits().validation().size();
        long tasked = made == 0 ? 0 : scored(subsamples * prompts, validation);
        tasked += Math.max(0, made - 1) * scored(keep * variations, validation);
        long asked = made == 0 ? 0 : subsamples + (made - 1) * keep;
        return new Forecast(turns * (validation + tasked), asked);
    }

    /// Evaluations that so many new prompts need.
    private long scored(int written, int validation) {
        return switch (scoring) {
            case FULL -> (long) written * validation;
            case UCB ->
                    (long) Math.min(keep, written) * validation
                            + (written <= keep ? 0 : ranker().mostTrials(written, validation));
        };
    }

    @Override
    public int candidatesPerRequest() {
        return steps == 1 ? prompts : Math.max(prompts, variations);
    }

    /// The authors' bandit.
    Ranker ranker() {
        return new UpperConfidence(plan, UpperConfidence.Bonus.EXAMPLES);
    }

    /// Which prompts get a score on validation.
    public enum Scoring {
        /// All.
        FULL,
        /// Those that a bandit on growing samples of validation finds the best.
        UCB
    }
}
