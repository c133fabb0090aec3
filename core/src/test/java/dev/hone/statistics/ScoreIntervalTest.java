package dev.hone.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.evaluation.Evaluations;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.random.RandomGenerator;

class ScoreIntervalTest {

    /// statsmodels 0.15.0 `proportion_confint(k, n, method="wilson")`.
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.0, 0.27753279986288926",
        "10, 10, 0.7224672001371106, 1.0",
        "7, 10, 0.39677814746114537, 0.8922087325936989",
        "61, 100, 0.5120301704584073, 0.6998312599360558",
        "149, 200, 0.6803707417954529, 0.8003950482796865",
        "1, 1, 0.2065493143772374, 1.0",
    })
    void isWilsonsIntervalForZeroesAndOnes(int right, int n, double low, double high) {
        var interval = intervalOf("1".repeat(right) + "0".repeat(n - right));

        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
    }

    /// scipy 1.17.1 `bootstrap(method="percentile")` with 200,000 resamples: [0.25, 0.61 to 0.62].
    @Test
    void isTheBootstrapForGradedScores() {
        var interval = intervalOf("9420846370");

        assertThat(interval.low()).isCloseTo(0.25, within(0.011));
        assertThat(interval.high()).isCloseTo(0.615, within(0.011));
    }

    @Test
    void leavesFailedExamplesOut() {
        assertThat(intervalOf("1101xxxx")).isEqualTo(intervalOf("1101"));
    }

    @Test
    void isAnythingWithoutAnAnswer() {
        assertThat(intervalOf("xxx")).isEqualTo(new Interval(0, 1));
    }

    @Test
    void hasWidthEvenWhenAllGradedScoresAreAlike() {
        var interval = intervalOf("5555");

        assertThat(interval.contains(0.5)).isTrue();
        assertThat(interval.high() - interval.low()).isGreaterThan(0.5);
    }

    @Test
    void dependsOnNothingButTheRandomStream() {
        assertThat(intervalOf("2468")).isEqualTo(intervalOf("2468"));
    }

    private static Interval intervalOf(String scores) {
        RandomGenerator random = new RandomStreams(1).stream("interval");
        return ScoreInterval.of(Evaluations.of("p", "test", scores), random);
    }
}
