package dev.hone.optimizer.search;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.model.ModelException;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;
import dev.hone.run.StopReason;

import java.util.function.BiFunction;

/// Scores the seed prompt, makes steps until it is time to stop, and says what was found: the frame
/// that all algorithms share. For one search.
public final class SearchLoop {

    private final Scoreboard scoreboard;
    private final StopCondition stop;
    private final RunListener listener;

    private SearchLoop(Scoreboard scoreboard, StopCondition stop, RunListener listener) {
        this.scoreboard = scoreboard;
        this.stop = stop;
        this.listener = listener;
    }

    /// Searches from a seed prompt. A budget that ends is a result like any other.
    ///
    /// @param steps made for this search, of roles that know the task, and of the scoreboard
    public static Optimization search(
            Task task,
            Prompt seed,
            SearchRoles roles,
            StopCondition stop,
            BiFunction<SearchRoles, Scoreboard, Steps> steps) {
        Scoreboard scoreboard = new Scoreboard(task, roles.evaluator(), roles.listener());
        Steps made = steps.apply(roles.on(task), scoreboard);
        return new SearchLoop(scoreboard, stop, roles.listener()).from(seed, made);
    }

    private Optimization from(Prompt seed, Steps steps) {
        Trajectory trajectory = Trajectory.startingWith(scoreboard.seed(seed));
        int step = 0;
        StopReason reason = stop.reached(step, trajectory);
        try {
            while (reason == null) {
                trajectory = steps.make(step + 1, trajectory);
                step++;
                completed(step, steps.current(trajectory), trajectory.best());
                reason = stop.reached(step, trajectory);
            }
        } catch (ModelException.BudgetExhausted e) {
            reason = StopReason.ofLabel(e.budget());
        }
        return new Optimization(
                scoreboard.evaluation(seed),
                scoreboard.evaluation(trajectory.best().prompt()),
                trajectory,
                step,
                reason);
    }

    private void completed(int step, ScoredPrompt current, ScoredPrompt best) {
        listener.on(
                new RunEvent.StepCompleted(
                        step, current.prompt(), current.score(), best.prompt(), best.score()));
    }
}
