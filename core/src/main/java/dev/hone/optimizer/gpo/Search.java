package dev.hone.optimizer.gpo;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.Outcome;
import dev.hone.model.ModelException;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.optimizer.trajectory.TrajectorySelector;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;
import dev.hone.run.StopReason;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/// One search of [Gpo]; its fields are what the search remembers between steps.
final class Search {

    private static final int MAX_FAILED_IN_A_ROW = 3;

    private final Task task;
    private final GpoConfig config;
    private final Evaluator evaluator;
    private final StopCondition stop;
    private final List<Example> exemplars;
    private final Directions directions;
    private final Proposer proposer;
    private final RunListener listener;
    private final SequencedMap<Prompt, Evaluation> evaluations = new LinkedHashMap<>();
    private final Set<Prompt> selectedBefore = new HashSet<>();
    private int failedInARow;

    Search(
            Task task,
            GpoConfig config,
            Evaluator evaluator,
            OptimizerModel optimizerModel,
            TrajectorySelector selector,
            List<Example> exemplars,
            StopCondition stop,
            RunListener listener) {
        this.task = task;
        this.config = config;
        this.evaluator = evaluator;
        this.stop = stop;
        this.exemplars = exemplars;
        this.listener = listener;
        Reflector reflector = new Reflector(optimizerModel, evaluator);
        this.directions =
                new Directions(
                        config, selector, reflector, (merged, step) -> score(merged, step).score());
        this.proposer = new Proposer(optimizerModel, config, listener);
    }

    Optimization from(Prompt seed) {
        Trajectory trajectory = Trajectory.startingWith(score(seed, 0));
        requireScored(evaluation(seed));
        selectedBefore.add(seed);
        int step = 0;
        StopReason reason = stop.reached(step, trajectory);
        try {
            while (reason == null) {
                trajectory = step(step + 1, trajectory);
                step++;
                reason = stop.reached(step, trajectory);
            }
        } catch (ModelException.BudgetExhausted e) {
            reason = StopReason.ofLabel(e.budget());
        }
        Evaluation best = evaluation(trajectory.best().prompt());
        return new Optimization(evaluation(seed), best, trajectory, step, reason);
    }

    /// Without a score for the seed prompt there is nothing to improve on.
    private static void requireScored(Evaluation seed) {
        if (seed.outcomes().getFirst() instanceof Outcome.Failed failed && seed.coverage() == 0) {
            throw new ModelException.Rejected(
                    "The seed prompt has no score: none of the "
                            + seed.outcomes().size()
                            + " examples was answered. The first: "
                            + failed.reason(),
                    null);
        }
    }

    private Trajectory step(int step, Trajectory trajectory) {
        ScoredPrompt current = config.selection().current(trajectory);
        List<Prompt> candidates;
        try {
            candidates = candidates(step, trajectory, current);
            failedInARow = 0;
        } catch (ModelException.Transient | ModelException.Rejected e) {
            candidates = afterFailure(step, e);
        }
        List<ScoredPrompt> scored = scoreAll(candidates, step);
        ScoredPrompt selected = config.selection().select(current, scored, selectedBefore);
        return completed(step, trajectory, current, selected);
    }

    private List<Prompt> candidates(int step, Trajectory trajectory, ScoredPrompt current) {
        EditBudget budget = config.schedule().at(step, totalSteps());
        UpdateDirection direction =
                directions.at(step, task, trajectory, current, trainBatch(step, current));
        MetaPrompt metaPrompt =
                MetaPrompt.of(task, direction, exemplars, budget, config.refinement());
        return proposer.propose(step, metaPrompt, current.prompt(), budget, evaluations.keySet());
    }

    /// A step without an answer costs the step, not the run; an optimizer model that stays silent
    /// ends it.
    private List<Prompt> afterFailure(int step, ModelException failure) {
        if (++failedInARow == MAX_FAILED_IN_A_ROW) {
            throw failure;
        }
        listener.on(new RunEvent.StepFailed(step, String.valueOf(failure.getMessage())));
        return List.of();
    }

    private Trajectory completed(
            int step,
            Trajectory trajectory,
            ScoredPrompt current,
            @Nullable ScoredPrompt selected) {
        Trajectory longer = trajectory;
        if (selected == null) {
            directions.learned(0);
        } else {
            selectedBefore.add(selected.prompt());
            directions.learned(selected.score() - current.score());
            longer = trajectory.plus(selected);
        }
        ScoredPrompt next = config.selection().current(longer);
        ScoredPrompt best = longer.best();
        listener.on(
                new RunEvent.StepCompleted(
                        step, next.prompt(), next.score(), best.prompt(), best.score()));
        return longer;
    }

    private int totalSteps() {
        return config.totalSteps(task.splits().train().size());
    }

    /// Evaluates what was never evaluated in this run; a prompt written before keeps its score.
    private List<ScoredPrompt> scoreAll(List<Prompt> prompts, int step) {
        List<Prompt> fresh = prompts.stream().filter(p -> !evaluations.containsKey(p)).toList();
        if (!fresh.isEmpty()) {
            evaluator
                    .evaluateAll(task, fresh, task.splits().validation())
                    .forEach(evaluation -> remember(step, evaluation));
        }
        return prompts.stream()
                .map(prompt -> new ScoredPrompt(prompt, comparable(evaluation(prompt)), step))
                .toList();
    }

    /// A prompt must not win by the examples it got no answer on: with fewer answers than the seed
    /// prompt, only what is certain counts.
    private double comparable(Evaluation evaluation) {
        double seedCoverage = evaluations.firstEntry().getValue().coverage();
        return evaluation.coverage() < seedCoverage ? evaluation.lowerBound() : evaluation.score();
    }

    private ScoredPrompt score(Prompt prompt, int step) {
        return scoreAll(List.of(prompt), step).getFirst();
    }

    private void remember(int step, Evaluation evaluation) {
        evaluations.put(evaluation.prompt(), evaluation);
        listener.on(new RunEvent.PromptEvaluated(step, evaluation));
    }

    private Evaluation evaluation(Prompt prompt) {
        return Objects.requireNonNull(evaluations.get(prompt), "evaluated before used");
    }

    /// The step's batch of the train split, in natural order, the same in every epoch.
    private Dataset trainBatch(int step, ScoredPrompt current) {
        Dataset train = task.splits().train();
        int index = (step - 1) % config.stepsPerEpoch(train.size());
        Dataset batch = train.slice(index * config.batchSize(), (index + 1) * config.batchSize());
        if (config.trainBatches() == GpoConfig.TrainBatches.ALWAYS
                && !config.reflection()
                && !batch.isEmpty()) {
            evaluator.evaluate(task, current.prompt(), batch);
        }
        return batch;
    }
}
