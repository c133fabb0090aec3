package dev.hone.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hone.evaluation.Evaluations;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

class PairedComparisonTest {

    /// 35 wins, 8 losses, 157 ties: scipy 1.17.1 `bootstrap(method="percentile")` with 200,000
    /// resamples gives [0.075, 0.195], `binomtest(35, 43)` 4.1934157934520044e-05.
    @Test
    void agreesWithScipy() {
        var baseline = "0".repeat(35) + "1".repeat(8) + "1".repeat(114) + "0".repeat(43);
        var challenger = "1".repeat(35) + "0".repeat(8) + "1".repeat(114) + "0".repeat(43);

        var comparison = compare(baseline, challenger);

        assertThat(comparison.difference()).isCloseTo(0.135, within(1e-12));
        assertThat(comparison.interval95().low()).isCloseTo(0.075, within(0.0051));
        assertThat(comparison.interval95().high()).isCloseTo(0.195, within(0.0051));
        assertThat(comparison.pValue()).isCloseTo(4.1934157934520044e-05, within(1e-15));
        assertThat(comparison.wins()).isEqualTo(35);
        assertThat(comparison.losses()).isEqualTo(8);
        assertThat(comparison.ties()).isEqualTo(157);
        assertThat(comparison.significant()).isTrue();
    }

    /// Means of two draws from {0, 1} are 0, 1/2 and 1 with 1/4, 1/2 and 1/4: the middle 95 % is
    /// everything.
    @Test
    void ofTwoPairsIsWhatTheHandComputes() {
        assertThat(compare("00", "01").interval95()).isEqualTo(new Interval(0, 1));
    }

    @Test
    void comparesOnlyExamplesScoredInBoth() {
        var comparison = compare("00x10", "1x110");

        assertThat(comparison.examples()).isEqualTo(5);
        assertThat(comparison.pairs()).isEqualTo(3);
        assertThat(comparison.baselineScore()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(comparison.challengerScore()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(comparison.wins()).isEqualTo(1);
    }

    @Test
    void doesNotTakeFiveOfFiveForProof() {
        var comparison = compare("00000", "11111");

        assertThat(comparison.interval95()).isEqualTo(new Interval(1, 1));
        assertThat(comparison.pValue()).isEqualTo(0.0625);
        assertThat(comparison.significant()).isFalse();
        assertThat(compare("000000", "111111").significant()).isTrue();
    }

    @Test
    void seesALossAsWellAsAGain() {
        var comparison = compare("1".repeat(30) + "0".repeat(10), "0".repeat(20) + "1".repeat(20));

        assertThat(comparison.difference()).isCloseTo(-0.25, within(1e-12));
        assertThat(comparison.interval95().high()).isLessThan(0.05);
        assertThat(compare("1".repeat(20), "0".repeat(20)).significant()).isTrue();
    }

    @Test
    void keepsGradedDifferencesThatCancelAtZero() {
        var comparison = compare("3333", "4242");

        assertThat(comparison.difference()).isCloseTo(0, within(1e-12));
        assertThat(comparison.interval95().contains(0)).isTrue();
        assertThat(comparison.wins()).isEqualTo(2);
        assertThat(comparison.losses()).isEqualTo(2);
    }

    @Test
    void knowsNothingWithoutPairs() {
        var comparison = compare("x1", "1x");

        assertThat(comparison.pairs()).isZero();
        assertThat(comparison.interval95()).isEqualTo(new Interval(-1, 1));
        assertThat(comparison.pValue()).isEqualTo(1);
        assertThat(comparison.significant()).isFalse();
    }

    @Test
    void givesTheSameIntervalForTheSameStream() {
        assertThat(compare("0110100", "1110110")).isEqualTo(compare("0110100", "1110110"));
    }

    @Test
    void refusesEvaluationsOfDifferentData() {
        var validation = Evaluations.of("a", "validation", "01");
        var test = Evaluations.of("b", "test", "01");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                PairedComparison.of(
                                        validation, test, new RandomStreams(1).stream("x")))
                .withMessageContaining("same examples");
    }

    @Test
    void ofScoresIsOfEvaluationsWithTheSameScores() {
        double none = Double.NaN;
        var comparison =
                PairedComparison.ofScores(
                        new double[] {0, 0, none, 1, 0.3},
                        new double[] {1, none, 1, 1, 0.7},
                        new RandomStreams(1).stream("difference"));

        assertThat(comparison).isEqualTo(compare("00x13", "1x117"));
        assertThat(comparison.examples()).isEqualTo(5);
        assertThat(comparison.pairs()).isEqualTo(3);
    }

    @Test
    void refusesScoresThatAreNone() {
        var random = new RandomStreams(1).stream("difference");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedComparison.ofScores(new double[1], new double[2], random))
                .withMessageContaining("1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                PairedComparison.ofScores(
                                        new double[] {0.5}, new double[] {1.5}, random))
                .withMessageContaining("1.5");
    }

    private static PairedComparison compare(String baseline, String challenger) {
        return PairedComparison.of(
                Evaluations.of("baseline", "test", baseline),
                Evaluations.of("challenger", "test", challenger),
                new RandomStreams(1).stream("difference"));
    }
}
