package dev.hone.optimizer.capo;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The steps of one search of CAPO (paper, algorithm 1): cross and mutate, let parents and
/// offspring race, and go on with the survivors. The winner joins the trajectory with its score on
/// the whole validation split.
final class CapoSteps implements Steps {

    private final Task task;
    private final CapoConfig config;
    private final Scoreboard scoreboard;
    private final Breeding breeding;
    private final Blocks blocks;
    private final Attempts attempts;
    private List<Individual> population = List.of();
    private int longest = 1;

    CapoSteps(Task task, CapoConfig config, SearchRoles roles, Scoreboard scoreboard) {
        this.task = task;
        this.config = config;
        this.scoreboard = scoreboard;
        this.breeding = Breeding.of(task, config, roles);
        this.blocks = new Blocks(task, config, roles, scoreboard);
        this.attempts = new Attempts(roles.listener());
    }

    @Override
    public Trajectory make(int step, Trajectory soFar) {
        if (population.size() < 2) {
            found(step, soFar.entries().getFirst().prompt());
        }
        List<Individual> candidates = new ArrayList<>(population);
        if (population.size() >= 2) {
            for (int number = 1; number <= config.crossovers(); number++) {
                candidates.addAll(child(step, number));
            }
        }
        population = new Race(config, blocks, longest).survivors(distinct(candidates));
        ScoredPrompt winner = scoreboard.score(population.getFirst().prompt(), step);
        boolean isNew = soFar.entries().stream().noneMatch(e -> e.prompt().equals(winner.prompt()));
        return isNew ? soFar.plus(winner) : soFar;
    }

    /// Makes the first generation: the seed prompt as it is, and variations of it.
    private void found(int step, Prompt seed) {
        Individual first = Individual.of(seed, List.of(), task);
        List<Individual> variations =
                attempts.at(
                        step,
                        List.of(),
                        () ->
                                breeding.variations(
                                        step, first, config.population() - 1, scoreboard.scored()));
        List<Individual> founders = new ArrayList<>();
        founders.add(first);
        founders.addAll(variations);
        population = distinct(founders);
        longest = Math.max(1, population.stream().mapToInt(Individual::length).max().orElse(1));
    }

    private List<Individual> child(int step, int number) {
        return attempts.at(
                step,
                List.of(),
                () -> breeding.child(step, number, population, scoreboard.scored()));
    }

    /// Of individuals with the same prompt the first.
    private static List<Individual> distinct(List<Individual> individuals) {
        Map<Prompt, Individual> byPrompt = new LinkedHashMap<>();
        individuals.forEach(individual -> byPrompt.putIfAbsent(individual.prompt(), individual));
        return List.copyOf(byPrompt.values());
    }
}
