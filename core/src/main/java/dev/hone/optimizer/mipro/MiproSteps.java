package dev.hone.optimizer.mipro;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.sampling.Samples;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;

import org.jspecify.annotations.Nullable;

/// The steps of one search of MIPRO, with the schedule of DSPy's MIPROv2: the first gathers the
/// candidates; each tries one combination of them on a minibatch of validation, and every few
/// steps, as well as at the last, the combination with the best mean so far is judged on the whole
/// split and joins the trajectory. Where a minibatch would be the whole split, each trial is such a
/// judgement.
final class MiproSteps implements Steps {

    private final Task task;
    private final MiproConfig config;
    private final int last;
    private final SearchRoles roles;
    private final Scoreboard scoreboard;
    private final Proposals proposals;
    private @Nullable Combinations combinations;

    /// @param last the step after which the search ends at the latest
    MiproSteps(Task task, MiproConfig config, int last, SearchRoles roles, Scoreboard scoreboard) {
        this.task = task;
        this.config = config;
        this.last = last;
        this.roles = roles;
        this.scoreboard = scoreboard;
        this.proposals = Proposals.of(task, config, roles);
    }

    @Override
    public Trajectory make(int step, Trajectory soFar) {
        Combinations all = combinations;
        if (all == null) {
            ScoredPrompt seed = soFar.entries().getFirst();
            all = new Combinations(proposals.gather(step, seed.prompt()), config.startup());
            all.judged(Choice.SEED, seed.score());
            combinations = all;
        }
        Choice choice = all.next(roles.random().stream("choices/" + step));
        if (choice == null) {
            return soFar;
        }
        Dataset validation = task.splits().validation();
        if (config.batch() >= validation.size()) {
            return judged(step, all, choice, soFar);
        }
        Dataset batch =
                Samples.of(validation, config.batch(), roles.random().stream("batches/" + step));
        Prompt prompt = all.prompt(choice);
        // What was not answered counts as wrong, so that no prompt wins by being refused.
        all.tried(choice, roles.evaluator().evaluate(task, prompt, batch).lowerBound());
        return step % config.fullEvery() == 0 || step == last
                ? judged(step, all, all.best(), soFar)
                : soFar;
    }

    private Trajectory judged(int step, Combinations all, Choice choice, Trajectory soFar) {
        ScoredPrompt scored = scoreboard.score(all.prompt(choice), step);
        all.judged(choice, scored.score());
        return soFar.plus(scored);
    }
}
