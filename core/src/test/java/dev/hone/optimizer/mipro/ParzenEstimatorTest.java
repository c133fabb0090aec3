package dev.hone.optimizer.mipro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

class ParzenEstimatorTest {

    private static final int SIDE = 8;
    private static final List<Choice> ALL = grid(SIDE, SIDE);

    private static List<Choice> grid(int instructions, int demonstrations) {
        return IntStream.range(0, instructions)
                .boxed()
                .flatMap(i -> IntStream.range(0, demonstrations).mapToObj(j -> new Choice(i, j)))
                .toList();
    }

    /// Each row and column adds or takes up to 20 points, each cell 5 of its own; an observation is
    /// the mean of 25 coins.
    private static final class NoisyGrid {

        private final Map<Choice, Double> means = new HashMap<>();
        private final RandomGenerator noise;

        NoisyGrid(long seed) {
            RandomGenerator random = new SplittableRandom(seed);
            double[] rows = random.doubles(SIDE, -0.2, 0.2).toArray();
            double[] columns = random.doubles(SIDE, -0.2, 0.2).toArray();
            for (Choice choice : ALL) {
                double mean =
                        0.5
                                + rows[choice.instruction()]
                                + columns[choice.demonstrations()]
                                + random.nextDouble(-0.05, 0.05);
                means.put(choice, Math.clamp(mean, 0.01, 0.99));
            }
            noise = new SplittableRandom(~seed);
        }

        private double mean(Choice choice) {
            return Objects.requireNonNull(means.get(choice));
        }

        Choice best() {
            return ALL.stream().max(Comparator.comparingDouble(this::mean)).orElseThrow();
        }

        double observe(Choice choice) {
            double mean = mean(choice);
            return noise.doubles(25).filter(x -> x < mean).count() / 25.0;
        }
    }

    private static int trialsUntilTheBest(long seed, int startup) {
        NoisyGrid grid = new NoisyGrid(seed);
        ParzenEstimator estimator = new ParzenEstimator(SIDE, SIDE, startup);
        RandomGenerator random = new SplittableRandom(1_000 + seed);
        for (int trial = 1; ; trial++) {
            Choice choice = estimator.next(ALL, random);
            if (choice.equals(grid.best())) {
                return trial;
            }
            estimator.observe(choice, grid.observe(choice));
        }
    }

    @Test
    void theBestCellOfANoisyGridIsFoundInFewerTrialsThanAtRandom() {
        double estimated =
                IntStream.range(0, 400).map(s -> trialsUntilTheBest(s, 10)).average().orElseThrow();
        double random =
                IntStream.range(0, 400).map(s -> trialsUntilTheBest(s, 64)).average().orElseThrow();

        assertThat(random).isBetween(29.0, 36.0);
        assertThat(estimated).isLessThan(0.7 * random);
    }

    @Test
    void nothingIsTriedTwiceBeforeAllWasTried() {
        ParzenEstimator estimator = new ParzenEstimator(3, 2, 2);
        RandomGenerator random = new SplittableRandom(5);
        List<Choice> tried = new ArrayList<>();
        for (int trial = 0; trial < 6; trial++) {
            Choice choice = estimator.next(grid(3, 2), random);
            estimator.observe(choice, choice.instruction());
            tried.add(choice);
        }

        assertThat(tried).containsExactlyInAnyOrderElementsOf(grid(3, 2));
        assertThat(estimator.next(grid(3, 2).subList(0, 2), random).instruction()).isZero();
    }

    @Test
    void whatIsOftenAmongTheGoodAndSeldomAmongTheBadIsTriedNext() {
        ParzenEstimator estimator = new ParzenEstimator(4, 4, 0);
        estimator.observe(new Choice(2, 0), 0.9);
        estimator.observe(new Choice(0, 3), 0.9);
        for (int i = 0; i < 4; i++) {
            estimator.observe(new Choice(1, i), 0.2);
            estimator.observe(new Choice(3, i), 0.1);
        }
        List<Choice> open = List.of(new Choice(1, 1), new Choice(3, 1), new Choice(2, 3));

        for (int seed = 0; seed < 20; seed++) {
            assertThat(estimator.next(open, new SplittableRandom(seed)))
                    .isEqualTo(new Choice(2, 3));
        }
    }

    @Test
    void theSeedDecides() {
        assertThat(IntStream.range(0, 20).map(s -> trialsUntilTheBest(s, 10)).toArray())
                .isEqualTo(IntStream.range(0, 20).map(s -> trialsUntilTheBest(s, 10)).toArray());
    }
}
