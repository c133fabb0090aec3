package dev.hone.optimizer.mipro;

import dev.hone.optimizer.search.Roulette;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/// A tree-structured Parzen estimator over two choices (Bergstra et al., "Algorithms for
/// hyper-parameter optimization", 2011, §4). The best of what was observed are good, the rest bad;
/// each alternative of a choice has a density among the good and one among the bad: its share of
/// the counts, where every alternative is counted once beforehand. Combinations are drawn from the
/// good density, and the one with the highest ratio of good to bad is tried next. For use by one
/// thread.
final class ParzenEstimator {

    /// The part of the observations that is good, rounded up (γ there, with the same value).
    private static final double GOOD = 0.15;

    /// Combinations drawn, of which the best is taken (DSPy's, which is Optuna's).
    private static final int DRAWS = 24;

    private final int instructions;
    private final int demonstrations;
    private final int startup;
    private final List<Observation> observations = new ArrayList<>();
    private int asked;

    /// @param instructions alternatives of the first choice, at least 1
    /// @param demonstrations alternatives of the second, at least 1
    /// @param startup how often to draw at random, 0 or more
    ParzenEstimator(int instructions, int demonstrations, int startup) {
        this.instructions = instructions;
        this.demonstrations = demonstrations;
        this.startup = startup;
    }

    /// What to try next: one of those that were never observed, as long as there are any.
    ///
    /// @param open what may be tried, not empty
    Choice next(List<Choice> open, RandomGenerator random) {
        Set<Choice> seen = new HashSet<>();
        observations.forEach(observation -> seen.add(observation.choice));
        List<Choice> fresh = open.stream().filter(choice -> !seen.contains(choice)).toList();
        List<Choice> from = fresh.isEmpty() ? open : fresh;
        asked++;
        return asked <= startup || observations.isEmpty()
                ? from.get(random.nextInt(from.size()))
                : mostPromising(from, random);
    }

    /// @param score higher is better; a choice may be observed several times
    void observe(Choice choice, double score) {
        observations.add(new Observation(choice, score));
    }

    private Choice mostPromising(List<Choice> from, RandomGenerator random) {
        List<Observation> sorted =
                observations.stream()
                        .sorted(Comparator.comparingDouble(Observation::score).reversed())
                        .toList();
        int good = (int) Math.ceil(GOOD * sorted.size());
        Densities best = densities(sorted.subList(0, good));
        Densities rest = densities(sorted.subList(good, sorted.size()));
        Choice promising = Roulette.draw(from, best::of, random);
        for (int i = 1; i < DRAWS; i++) {
            Choice drawn = Roulette.draw(from, best::of, random);
            if (best.of(drawn) / rest.of(drawn) > best.of(promising) / rest.of(promising)) {
                promising = drawn;
            }
        }
        return promising;
    }

    private Densities densities(List<Observation> of) {
        return new Densities(
                shares(of, Choice::instruction, instructions),
                shares(of, Choice::demonstrations, demonstrations));
    }

    private static double[] shares(
            List<Observation> of, ToIntFunction<Choice> choice, int alternatives) {
        double one = 1.0 / (of.size() + alternatives);
        double[] shares = new double[alternatives];
        Arrays.fill(shares, one);
        of.forEach(observation -> shares[choice.applyAsInt(observation.choice)] += one);
        return shares;
    }

    private record Observation(Choice choice, double score) {}

    /// Above 0 everywhere.
    private record Densities(double[] instructions, double[] demonstrations) {

        double of(Choice choice) {
            return instructions[choice.instruction()] * demonstrations[choice.demonstrations()];
        }
    }
}
