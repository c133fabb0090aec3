package dev.hone.optimizer.gpo;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.race.RaceRules;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.optimizer.trajectory.TrajectorySelector;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The steps of one search of [Gpo]; its fields are what the search remembers between them.
final class Search implements Steps {

    private final Task task;
    private final GpoConfig config;
    private final SearchRoles roles;
    private final Scoreboard scoreboard;
    private final List<Example> exemplars;
    private final Directions directions;
    private final Proposer proposer;
    private final Attempts attempts;
    private final Set<Prompt> selectedBefore = new HashSet<>();

    Search(
            Task task,
            GpoConfig config,
            SearchRoles roles,
            Scoreboard scoreboard,
            TrajectorySelector selector,
            List<Example> exemplars) {
        this.task = task;
        this.config = config;
        this.roles = roles;
        this.scoreboard = scoreboard;
        this.exemplars = exemplars;
        Reflector reflector = new Reflector(roles.optimizerModel(), roles.evaluator());
        this.directions =
                new Directions(
                        config,
                        selector,
                        reflector,
                        (merged, step) -> scoreboard.score(merged, step).score());
        this.proposer = new Proposer(task, roles.optimizerModel(), config, roles.listener());
        this.attempts = new Attempts(roles.listener());
    }

    @Override
    public ScoredPrompt current(Trajectory trajectory) {
        return config.selection().current(trajectory);
    }

    @Override
    public Trajectory make(int step, Trajectory trajectory) {
        ScoredPrompt current = current(trajectory);
        selectedBefore.add(trajectory.entries().getFirst().prompt());
        List<Prompt> candidates =
                attempts.at(step, List.of(), () -> candidates(step, trajectory, current));
        List<ScoredPrompt> scored = scored(step, candidates, trajectory.best());
        ScoredPrompt selected = config.selection().select(current, scored, selectedBefore);
        if (selected == null) {
            directions.learned(0);
            return trajectory;
        }
        selectedBefore.add(selected.prompt());
        directions.learned(selected.score() - current.score());
        return trajectory.plus(selected);
    }

    private List<ScoredPrompt> scored(int step, List<Prompt> candidates, ScoredPrompt best) {
        RaceRules rules = config.race();
        return rules == null
                ? scoreboard.score(candidates, step)
                : scoreboard.race(
                        candidates, step, rules, best, roles.random().stream("race/" + step));
    }

    private List<Prompt> candidates(int step, Trajectory trajectory, ScoredPrompt current) {
        int totalSteps = config.totalSteps(task.splits().train().size());
        EditBudget budget = config.schedule().at(step, totalSteps);
        UpdateDirection direction =
                directions.at(step, task, trajectory, current, trainBatch(step, current));
        MetaPrompt metaPrompt =
                MetaPrompt.of(task, direction, exemplars, budget, config.refinement());
        return proposer.propose(step, metaPrompt, current.prompt(), budget, scoreboard.scored());
    }

    /// The step's batch of the train split, in natural order, the same in every epoch.
    private Dataset trainBatch(int step, ScoredPrompt current) {
        Dataset train = task.splits().train();
        int index = (step - 1) % config.stepsPerEpoch(train.size());
        Dataset batch = train.slice(index * config.batchSize(), (index + 1) * config.batchSize());
        if (config.trainBatches() == GpoConfig.TrainBatches.ALWAYS
                && !config.reflection()
                && !batch.isEmpty()) {
            roles.evaluator().evaluate(task, current.prompt(), batch);
        }
        return batch;
    }
}
