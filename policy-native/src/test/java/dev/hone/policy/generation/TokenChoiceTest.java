package dev.hone.policy.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

class TokenChoiceTest {

    private static final RandomGenerator NEVER =
            () -> {
                throw new AssertionError("A draw was taken.");
            };

    @Test
    void onlyTheFirstSurvivesAtNinetyThreePercent() {
        TokenChoice choice = new TokenChoice.Sampled(List.of(NEVER));
        assertThat(choice.choose(0, pair(0.93, 0.07))).isEqualTo(5);
    }

    @Test
    void bothSurviveAtEightyPercent() {
        TokenChoice choice = new TokenChoice.Sampled(List.of(new SplittableRandom(1)));
        int first = 0;
        for (int i = 0; i < 10_000; i++) {
            int token = choice.choose(0, pair(0.8, 0.2));
            assertThat(token).isIn(5, 8);
            first += token == 5 ? 1 : 0;
        }
        assertThat(first / 1e4).isCloseTo(0.8, within(0.02));
    }

    @Test
    void greedyTakesTheFirst() {
        assertThat(new TokenChoice.Greedy().choose(0, pair(0.51, 0.49))).isEqualTo(5);
    }

    @Test
    void aRowDrawsFromItsOwnStream() {
        TokenChoice choice =
                new TokenChoice.Sampled(
                        List.of(NEVER, constant(0), constant(Long.MAX_VALUE), constant(-1)));
        assertThat(choice.choose(1, pair(0.5, 0.5))).isEqualTo(5);
        assertThat(choice.choose(3, pair(0.5, 0.5))).isEqualTo(8);
    }

    @Test
    void farLogitsAreNoProblem() {
        TokenChoice choice = new TokenChoice.Sampled(List.of(NEVER));
        assertThat(choice.choose(0, new Candidates.Pair(1, 3e38f, 2, -3e38f))).isEqualTo(1);
        assertThat(choice.choose(0, new Candidates.Pair(1, 0, 1, Float.NEGATIVE_INFINITY)))
                .isEqualTo(1);
    }

    @Test
    void theBestTwoOfARowAreFound() {
        Candidates candidates =
                new Candidates(3, new int[] {9, 4, 7, 3, 2, 1}, new float[] {1, 2, 3, 5, 5, 5});
        assertThat(candidates.best(0)).isEqualTo(new Candidates.Pair(7, 3, 4, 2));
        assertThat(candidates.best(1)).isEqualTo(new Candidates.Pair(1, 5, 2, 5));
    }

    private static RandomGenerator constant(long bits) {
        return () -> bits;
    }

    private static Candidates.Pair pair(double first, double second) {
        return new Candidates.Pair(5, (float) Math.log(first), 8, (float) Math.log(second));
    }
}
