package dev.hone.optimizer.randomsearch;

import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.search.Demonstrations;
import dev.hone.optimizer.search.Roulette;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The steps of one random search: draw demonstrations, put them beside the seed prompt, score.
final class RandomSearchSteps implements Steps {

    private final Task task;
    private final Prompt seed;
    private final RandomSearchConfig config;
    private final RandomStreams random;
    private final Scoreboard scoreboard;

    /// @throws InputException when the task has no train examples
    RandomSearchSteps(
            Task task,
            Prompt seed,
            RandomSearchConfig config,
            RandomStreams random,
            Scoreboard scoreboard) {
        Demonstrations.requirePlace(task, config.name());
        if (task.splits().train().isEmpty()) {
            throw new InputException(
                    "Task "
                            + task.name()
                            + " has no train split, and "
                            + config.name()
                            + " draws its demonstrations there. Give data.train.");
        }
        this.task = task;
        this.seed = seed;
        this.config = config;
        this.random = random;
        this.scoreboard = scoreboard;
    }

    @Override
    public Trajectory make(int step, Trajectory history) {
        List<Prompt> drawn = new ArrayList<>();
        for (int i = 0; i < config.candidates(); i++) {
            drawn.add(draw(random.stream("demonstrations/" + step + "/" + i)));
        }
        List<Prompt> fresh =
                drawn.stream()
                        .distinct()
                        .filter(prompt -> !scoreboard.scored().contains(prompt))
                        .toList();
        Trajectory longer = history;
        for (ScoredPrompt scored : scoreboard.score(fresh, step)) {
            longer = longer.plus(scored);
        }
        return longer;
    }

    /// In the order drawn: order matters to models.
    private Prompt draw(RandomGenerator stream) {
        List<Example> pool = task.splits().train().examples();
        List<Example> drawn =
                Roulette.drawSeveral(pool, config.demonstrations(), example -> 1, stream);
        return new Demonstrations(drawn).with(seed, task, config.place());
    }
}
