package dev.hone.optimizer.search;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.Outcome;
import dev.hone.model.ModelException;
import dev.hone.optimizer.race.Race;
import dev.hone.optimizer.race.RaceRules;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The scores of a search on validation: every prompt is evaluated once, the seed prompt first. For
/// use by one thread.
public final class Scoreboard {

    private final Task task;
    private final Evaluator evaluator;
    private final RunListener listener;
    private final SequencedMap<Prompt, Evaluation> evaluations = new LinkedHashMap<>();
    private final SequencedMap<Prompt, ScoredPrompt> dropped = new LinkedHashMap<>();

    public Scoreboard(Task task, Evaluator evaluator, RunListener listener) {
        this.task = task;
        this.evaluator = evaluator;
        this.listener = listener;
    }

    /// Scores the seed prompt, before anything else.
    ///
    /// @throws ModelException.Rejected when not one example was answered: without a score for the
    ///   seed prompt there is nothing to improve on
    public ScoredPrompt seed(Prompt prompt) {
        ScoredPrompt scored = score(prompt, 0);
        Evaluation evaluation = evaluation(prompt);
        if (evaluation.coverage() == 0
                && evaluation.outcomes().getFirst() instanceof Outcome.Failed failed) {
            throw new ModelException.Rejected(
                    "The seed prompt has no score: none of the "
                            + evaluation.outcomes().size()
                            + " examples was answered. The first: "
                            + failed.reason(),
                    null);
        }
        return scored;
    }

    /// Evaluates what was never evaluated in this search; a prompt written before keeps its score.
    ///
    /// @return one for every prompt, in their order
    public List<ScoredPrompt> score(List<Prompt> prompts, int step) {
        List<Prompt> fresh =
                prompts.stream().distinct().filter(p -> !evaluations.containsKey(p)).toList();
        if (!fresh.isEmpty()) {
            evaluator
                    .evaluateAll(task, fresh, task.splits().validation())
                    .forEach(evaluation -> remember(step, evaluation));
        }
        return prompts.stream()
                .map(prompt -> new ScoredPrompt(prompt, comparable(evaluation(prompt)), step))
                .toList();
    }

    /// Lets candidates race instead of scoring each on the whole split. What was scored before
    /// keeps its score. A candidate that is taken out gets an estimate below the best there is,
    /// from how far it was behind the best prompt so far: good enough to show, never chosen.
    ///
    /// @param best the best prompt so far
    /// @param random shuffles the examples of this race
    /// @return one for every prompt, in their order
    public List<ScoredPrompt> race(
            List<Prompt> prompts,
            int step,
            RaceRules rules,
            ScoredPrompt best,
            RandomGenerator random) {
        List<Prompt> fresh =
                prompts.stream().distinct().filter(p -> !scored().contains(p)).toList();
        if (!fresh.isEmpty()) {
            Race.Result result =
                    new Race(task, evaluator, rules, random).run(fresh, evaluation(best.prompt()));
            result.finished().forEach(evaluation -> remember(step, evaluation));
            double top =
                    result.finished().stream()
                            .mapToDouble(this::comparable)
                            .reduce(best.score(), Math::max);
            double below = top - 0.5 / task.splits().validation().size();
            result.dropped().forEach(out -> remember(step, out, best.score(), below));
        }
        return prompts.stream().map(prompt -> known(prompt, step)).toList();
    }

    private void remember(int step, Race.Dropped out, double best, double below) {
        double estimate = Math.max(0, Math.min(best + out.behind(), below));
        dropped.put(out.prompt(), new ScoredPrompt(out.prompt(), estimate, step));
        listener.on(new RunEvent.CandidateDropped(step, out.prompt(), out.examples(), estimate));
    }

    private ScoredPrompt known(Prompt prompt, int step) {
        ScoredPrompt out = dropped.get(prompt);
        return out == null || evaluations.containsKey(prompt)
                ? new ScoredPrompt(prompt, comparable(evaluation(prompt)), step)
                : new ScoredPrompt(prompt, out.score(), step);
    }

    public ScoredPrompt score(Prompt prompt, int step) {
        return score(List.of(prompt), step).getFirst();
    }

    /// A prompt must not win by the examples it got no answer on: with fewer answers than the seed
    /// prompt, only what is certain counts.
    private double comparable(Evaluation evaluation) {
        double seedCoverage = evaluations.firstEntry().getValue().coverage();
        return evaluation.coverage() < seedCoverage ? evaluation.lowerBound() : evaluation.score();
    }

    private void remember(int step, Evaluation evaluation) {
        evaluations.put(evaluation.prompt(), evaluation);
        listener.on(new RunEvent.PromptEvaluated(step, evaluation));
    }

    /// @throws NullPointerException when the prompt was not scored
    public Evaluation evaluation(Prompt prompt) {
        return Objects.requireNonNull(evaluations.get(prompt), "evaluated before used");
    }

    /// The prompts that have a score or were taken out of a race.
    public Set<Prompt> scored() {
        Set<Prompt> known = new LinkedHashSet<>(evaluations.keySet());
        known.addAll(dropped.keySet());
        return Collections.unmodifiableSet(known);
    }
}
