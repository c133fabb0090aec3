package dev.hone.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignTestTest {

    /// scipy 1.17.1 `binomtest(wins, wins + losses)` and statsmodels 0.15.0 `mcnemar(exact=True)`,
    /// which agree on every row.
    @ParameterizedTest
    @CsvSource({
        "5, 0, 0.0625",
        "6, 0, 0.03125",
        "35, 8, 4.1934157934520044e-05",
        "8, 35, 4.1934157934520044e-05",
        "12, 5, 0.143463134765625",
        "100, 70, 0.025844387581341693",
        "1000, 900, 0.023108845108901193",
        "20000, 19000, 4.216841447373336e-07",
        "3, 3, 1.0",
        "0, 0, 1.0",
    })
    void agreesWithScipyAndStatsmodels(int wins, int losses, double expected) {
        assertThat(SignTest.pValue(wins, losses))
                .isCloseTo(expected, Percentage.withPercentage(1e-6));
    }

    @Test
    void neverExceedsOne() {
        for (int wins = 0; wins < 60; wins++) {
            for (int losses = 0; losses < 60; losses++) {
                assertThat(SignTest.pValue(wins, losses)).isPositive().isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void isTheSameInBothDirections() {
        assertThat(SignTest.pValue(17, 4)).isCloseTo(SignTest.pValue(4, 17), within(1e-15));
    }

    @Test
    void refusesNegativeCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignTest.pValue(-1, 3))
                .withMessageContaining("wins (-1)");
    }
}
