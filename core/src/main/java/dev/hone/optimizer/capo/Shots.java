package dev.hone.optimizer.capo;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluator;
import dev.hone.optimizer.sampling.SolvedExamples;
import dev.hone.optimizer.search.Demonstrations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Draws demonstrations, from the few-shot split, or from train where there is none.
final class Shots {

    private final Task task;
    private final Evaluator evaluator;
    private final Dataset pool;
    private final int most;
    private final boolean reasoning;

    private Shots(Task task, Evaluator evaluator, Dataset pool, int most, boolean reasoning) {
        this.task = task;
        this.evaluator = evaluator;
        this.pool = pool;
        this.most = most;
        this.reasoning = reasoning;
    }

    /// @throws dev.hone.InputException when demonstrations are wanted, but there is nothing to draw
    ///   from
    static Shots of(Task task, CapoConfig config, Evaluator evaluator) {
        if (config.shots() == 0) {
            return new Shots(task, evaluator, Dataset.empty("few-shot"), 0, false);
        }
        Demonstrations.requirePlace(task, "capo");
        Dataset pool = SolvedExamples.pool(task, "capo");
        int most = Math.min(config.shots(), pool.size());
        return new Shots(task, evaluator, pool, most, config.reasoning());
    }

    /// From none to the most, each number as likely.
    List<Example> first(Prompt instruction, RandomGenerator random) {
        return fresh(instruction, random.nextInt(most + 1), Set.of(), random);
    }

    /// As many as the parents have in the mean, rounded down, out of those of both.
    static List<Example> crossed(Individual mother, Individual father, RandomGenerator random) {
        Map<String, Example> both = new LinkedHashMap<>();
        father.shots().forEach(shot -> both.put(shot.id(), shot));
        mother.shots().forEach(shot -> both.put(shot.id(), shot));
        int count = (mother.shots().size() + father.shots().size()) / 2;
        return drawn(both.values(), count, random);
    }

    /// Some of the old ones and some new ones in any order, from none to the most together.
    List<Example> mutated(Prompt instruction, List<Example> old, RandomGenerator random) {
        int count = random.nextInt(most + 1);
        int added = random.nextInt(Math.max(0, count - old.size()), count + 1);
        List<Example> shots = new ArrayList<>(drawn(old, count - added, random));
        Set<String> kept = shots.stream().map(Example::id).collect(Collectors.toSet());
        shots.addAll(fresh(instruction, added, kept, random));
        Collections.shuffle(shots, random);
        return shots;
    }

    private List<Example> fresh(
            Prompt instruction, int count, Set<String> without, RandomGenerator random) {
        List<Example> others =
                pool.stream().filter(example -> !without.contains(example.id())).toList();
        List<Example> shots = drawn(others, count, random);
        if (!reasoning || shots.isEmpty()) {
            return shots;
        }
        return SolvedExamples.inTheModelsWords(
                task, evaluator, instruction, new Dataset(pool.name(), shots));
    }

    /// Without replacement, in any order; all when there are fewer.
    private static List<Example> drawn(
            Collection<Example> from, int count, RandomGenerator random) {
        List<Example> shuffled = new ArrayList<>(from);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
    }
}
