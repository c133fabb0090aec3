package dev.hone.optimizer.apo;

import dev.hone.Dataset;
import dev.hone.Task;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.sampling.Ranker;
import dev.hone.optimizer.sampling.Ranking;
import dev.hone.optimizer.sampling.Samples;
import dev.hone.optimizer.sampling.TrialPlan;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.SearchLoop;
import dev.hone.optimizer.search.SearchRoles;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The numbers of APO. [#defaults()] are those of its authors (`main.py` of ProTeGi).
///
/// @param steps the most steps, which they call rounds
/// @param beam prompts that go on to the next step
/// @param minibatch train examples that show what is wrong with the beam
/// @param expansion how each prompt of the beam is changed
/// @param temperature of the optimizer model
/// @param evaluator how the beam is chosen
/// @param plan what that may cost at each step
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record ApoConfig(
        int steps,
        int beam,
        int minibatch,
        Expansion expansion,
        double temperature,
        Ranking evaluator,
        TrialPlan plan,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    static final String NAME = "apo";

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN = ApoOptions.KNOWN;

    public ApoConfig {
        ApoOptions.requireWithin(steps, beam, minibatch, plan, patience);
    }

    /// The authors' values.
    public static ApoConfig defaults() {
        return new ApoConfig(
                6,
                4,
                64,
                Expansion.defaults(),
                0.7,
                Ranking.BRUTE_FORCE,
                new TrialPlan(32, 8, 8, 1),
                1.0,
                null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static ApoConfig parse(String preset, Map<String, String> options) {
        return ApoOptions.parse(preset, options);
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
                    task.splits().train(),
                    "apo looks for mistakes in it",
                    "Give data.train, or choose an optimizer that needs none, such as gpo.");
            StopCondition stop = new StopCondition(Math.min(steps, maxSteps), score, patience);
            return SearchLoop.search(
                    task,
                    seed,
                    roles,
                    stop,
                    (on, scoreboard) -> new ApoSteps(task, this, on, scoreboard));
        };
    }

    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long made = Math.min(steps, maxSteps);
        long turns = task.extraction() == null ? 1 : 2;
        long validation = task.splits().validation().size();
        int batch = Math.min(minibatch, task.splits().train().size());
        long perMember = batch + expansion.mostTrials(batch) + validation;
        int compared = beam * (1 + expansion.most());
        long chosen = ranker().mostTrials(compared, judges(task).size());
        return new Forecast(
                turns * (validation + made * (beam * perMember + chosen)),
                made * beam * expansion.mostRequests());
    }

    @Override
    public int candidatesPerRequest() {
        return Math.max(1, expansion.paraphrases());
    }

    Ranker ranker() {
        return evaluator.with(plan);
    }

    /// What the beam is chosen on: the train split, as the authors do; the validation split when
    /// train is the smaller one and cannot even fill one draw.
    Dataset judges(Task task) {
        Dataset train = task.splits().train();
        Dataset validation = task.splits().validation();
        return train.size() < Math.min(plan.samples(), validation.size()) ? validation : train;
    }
}
