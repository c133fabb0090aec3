package dev.hone.optimizer.gpo;

import dev.hone.Task;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.race.RaceRules;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.OptionValues;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.trajectory.Relevance;

import org.jspecify.annotations.Nullable;

/// The design space of GPO (paper §"Update Direction" and §"Update Method") and its numbers.
///
/// [#paper()] is the paper's method with the settings of the official script (`GPO.sh`); where
/// paper and code disagree, the documented decisions are in `docs/concepts/gpo.md`. [#defaults()]
/// is the same method with what a user wants: it keeps the best prompt, gives up on a plateau, and
/// makes no call whose answer nobody looks at.
///
/// @param epochs passes over the train split; with `batchSize` they give the number of steps
/// @param batchSize examples of the train split for each step
/// @param steps the number of steps, whatever the train split; null to follow epochs and batches
/// @param candidates prompts asked for at each step (K)
/// @param trajectoryLength items of the past in the meta-prompt, the current one among them (k)
/// @param exemplars examples in the meta-prompt, drawn once for the run
/// @param race how the candidates of a step race; null to score each on the whole validation split
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record GpoConfig(
        int epochs,
        int batchSize,
        @Nullable Integer steps,
        int candidates,
        int trajectoryLength,
        int exemplars,
        Momentum momentum,
        Momentum.Item momentumItem,
        Relevance.Order relevanceOrder,
        boolean reflection,
        Schedule schedule,
        Refinement refinement,
        OverBudget overBudget,
        Selection selection,
        TrainBatches trainBatches,
        @Nullable RaceRules race,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    /// `GPO.sh`: three epochs.
    public static final int EPOCHS = 3;

    /// `GPO.sh`: batches of eight.
    public static final int BATCH_SIZE = 8;

    /// `GPO.sh` and appendix A: eight candidates a step.
    public static final int CANDIDATES = 8;

    /// `GPO.sh`: three items, the current prompt and its two neighbours.
    public static final int TRAJECTORY_LENGTH = 3;

    /// `GPO.sh` and appendix A: three exemplars.
    public static final int EXEMPLARS = 3;

    /// `GPO.sh`: the edit budget falls from fifty words …
    public static final int FIRST_BUDGET = 50;

    /// … to ten (paper: about 20 % of the maximum).
    public static final int LAST_BUDGET = 10;

    /// Enough for the cosine to decay, few enough to pay for.
    public static final int DEFAULT_STEPS = 12;

    /// The default preset gives up after so many steps without a better prompt.
    public static final int DEFAULT_PATIENCE = 5;

    /// The default preset has nothing to look for beyond a perfect score.
    public static final double PERFECT_SCORE = 1;

    /// The most candidates of one step.
    private static final int MOST_CANDIDATES = 1_000;

    public GpoConfig {
        OptionValues.requireWithin("epochs", epochs, 1, OptionValues.MOST);
        OptionValues.requireWithin("batch-size", batchSize, 1, OptionValues.MOST);
        OptionValues.requireWithin("steps", steps == null ? 1 : steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("candidates", candidates, 1, MOST_CANDIDATES);
        OptionValues.requireWithin("trajectory-length", trajectoryLength, 1, OptionValues.MOST);
        OptionValues.requireWithin("exemplars", exemplars, 0, OptionValues.MOST);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
        if (momentumItem == Momentum.Item.REFLECTION && !reflection) {
            throw new IllegalArgumentException(
                    "momentum-item: reflection needs reflection: true, because without reflection"
                            + " there is nothing to remember but prompts.");
        }
        if (refinement == Refinement.VARIATION && (reflection || momentum != Momentum.NONE)) {
            throw new IllegalArgumentException(
                    "refinement: variation needs momentum: none and reflection: false, because the"
                            + " current prompt is all it shows.");
        }
    }

    /// The paper's method with the official script's settings.
    public static GpoConfig paper() {
        return new GpoConfig(
                EPOCHS,
                BATCH_SIZE,
                null,
                CANDIDATES,
                TRAJECTORY_LENGTH,
                EXEMPLARS,
                Momentum.RELEVANCE,
                Momentum.Item.PROMPT,
                Relevance.Order.ASCENDING,
                false,
                new Schedule.Cosine(FIRST_BUDGET, LAST_BUDGET),
                Refinement.GENERATION,
                OverBudget.ACCEPT,
                Selection.NOVELTY,
                TrainBatches.ALWAYS,
                null,
                null,
                null);
    }

    /// The paper's method as a user wants it.
    public static GpoConfig defaults() {
        return new GpoConfig(
                EPOCHS,
                BATCH_SIZE,
                DEFAULT_STEPS,
                CANDIDATES,
                TRAJECTORY_LENGTH,
                EXEMPLARS,
                Momentum.RELEVANCE,
                Momentum.Item.PROMPT,
                Relevance.Order.ASCENDING,
                false,
                new Schedule.Cosine(FIRST_BUDGET, LAST_BUDGET),
                Refinement.GENERATION,
                OverBudget.ACCEPT,
                Selection.ELITIST,
                TrainBatches.WHEN_REFLECTING,
                RaceRules.DEFAULT,
                PERFECT_SCORE,
                DEFAULT_PATIENCE);
    }

    @Override
    public String name() {
        return "gpo";
    }

    @Override
    public Gpo optimizer(SearchRoles roles, int maxSteps) {
        return new Gpo(this, roles, maxSteps);
    }

    @Override
    public int candidatesPerRequest() {
        return candidates;
    }

    @Override
    public Forecast forecast(Task task, int maxSteps) {
        boolean summarizes = momentum == Momentum.SUMMARIZATION;
        long validation = task.splits().validation().size();
        long trainBatch = Math.min(batchSize, task.splits().train().size());
        long perStep =
                candidates * validation
                        + (usesTrainBatches() ? trainBatch : 0)
                        + (summarizes && momentumItem == Momentum.Item.PROMPT ? validation : 0);
        long askedPerStep =
                1
                        + (reflection ? 1 : 0)
                        + (summarizes ? 1 : 0)
                        + (overBudget == OverBudget.ASK_AGAIN ? candidates : 0);
        long steps = stopCondition(task, maxSteps).steps();
        long turns = task.extraction() == null ? 1 : 2;
        return new Forecast(turns * (validation + steps * perStep), steps * askedPerStep);
    }

    StopCondition stopCondition(Task task, int maxSteps) {
        int planned = totalSteps(task.splits().train().size());
        return new StopCondition(Math.min(planned, maxSteps), score, patience);
    }

    /// The number of steps planned for a train split of `trainSize` examples (T).
    public int totalSteps(int trainSize) {
        return steps == null
                ? Math.clamp((long) epochs * stepsPerEpoch(trainSize), 1, Integer.MAX_VALUE)
                : steps;
    }

    /// Batches in one pass: the last one counts when it is at least half full; never 0.
    int stepsPerEpoch(int trainSize) {
        int rest = trainSize % batchSize;
        int full = trainSize / batchSize;
        return Math.max(1, 2 * rest < batchSize ? full : full + 1);
    }

    /// Whether steps look at the train split.
    public boolean usesTrainBatches() {
        return reflection || trainBatches == TrainBatches.ALWAYS;
    }

    /// What happens when a candidate changes more words than the edit budget allows. The distance
    /// is measured and logged either way.
    public enum OverBudget {
        /// The candidate is taken as it is: the budget is a request (official code).
        ACCEPT,
        /// The optimizer model is told and asked once more; its second answer is taken as it is.
        ASK_AGAIN
    }

    /// When the step's batch of the train split is put to the task model.
    public enum TrainBatches {
        /// At every step, as the official code does although nothing but reflection looks at it.
        ALWAYS,
        /// Only when reflection needs it.
        WHEN_REFLECTING
    }
}
