package dev.hone.optimizer.evoprompt;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The generations of one search of EvoPrompt (paper, algorithms 2 and 3).
final class EvoPromptSteps implements Steps {

    /// How often variations are asked for until the first population is complete. The optimizer
    /// model may repeat itself for ever.
    static final int MOST_FILLINGS = 3;

    private final int size;
    private final Scoreboard scoreboard;
    private final Breeder breeder;
    private final Generation generation;
    private List<ScoredPrompt> population = List.of();
    private int fillings;

    EvoPromptSteps(Task task, EvoPromptConfig config, SearchRoles roles, Scoreboard scoreboard) {
        this.size = config.population();
        this.scoreboard = scoreboard;
        this.breeder = new Breeder(task, roles, scoreboard, config.temperature());
        this.generation =
                switch (config.operator()) {
                    case GA -> new GeneticAlgorithm(roles.random(), breeder, size);
                    case DE -> new DifferentialEvolution(roles.random(), breeder, config.donor());
                };
    }

    @Override
    public Trajectory make(int step, Trajectory history) {
        if (population.isEmpty()) {
            population = history.entries();
        }
        while (population.size() < size && fillings < MOST_FILLINGS) {
            fill(step);
        }
        population = generation.next(step, population, history.best());
        return joinedBy(step, history);
    }

    /// Adds variations of a member, another one each time.
    private void fill(int step) {
        Prompt origin = population.get(fillings % population.size()).prompt();
        List<ScoredPrompt> larger = new ArrayList<>(population);
        larger.addAll(
                breeder.variations(
                        step, "variations/" + fillings, origin, size - population.size()));
        fillings++;
        population = List.copyOf(larger);
    }

    /// Everything that was scored in the step joins the history.
    private Trajectory joinedBy(int step, Trajectory history) {
        Set<Prompt> known = new HashSet<>();
        history.entries().forEach(entry -> known.add(entry.prompt()));
        Trajectory longer = history;
        for (Prompt prompt : List.copyOf(scoreboard.scored())) {
            if (!known.contains(prompt)) {
                longer = longer.plus(scoreboard.score(prompt, step));
            }
        }
        return longer;
    }
}
