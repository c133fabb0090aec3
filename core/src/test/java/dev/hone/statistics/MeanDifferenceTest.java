package dev.hone.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class MeanDifferenceTest {

    private static PairedComparison part(double difference, double low, double high) {
        return new PairedComparison(
                10, 10, 0.5, 0.5 + difference, difference, new Interval(low, high), 1, 1, 1);
    }

    @Test
    void oneDifferenceIsItsOwnMean() {
        MeanDifference mean = MeanDifference.of(List.of(part(0.1, -0.05, 0.3)));

        assertThat(mean.difference()).isEqualTo(0.1);
        assertThat(mean.interval95().low()).isCloseTo(-0.05, within(1e-12));
        assertThat(mean.interval95().high()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void distancesAreAddedInSquaresOnEachSide() {
        MeanDifference mean =
                MeanDifference.of(List.of(part(0.1, 0.07, 0.1), part(-0.1, -0.14, -0.04)));

        assertThat(mean.difference()).isCloseTo(0, within(1e-12));
        assertThat(mean.interval95().low()).isCloseTo(-0.05 / 2, within(1e-12));
        assertThat(mean.interval95().high()).isCloseTo(0.06 / 2, within(1e-12));
    }

    @Test
    void theMeanOfNothingIsRefused() {
        assertThatThrownBy(() -> MeanDifference.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
