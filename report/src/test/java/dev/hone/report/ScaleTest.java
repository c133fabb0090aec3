package dev.hone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.statistics.Interval;

import org.junit.jupiter.api.Test;

import java.util.List;

class ScaleTest {

    @Test
    void reachesFromOneRoundNumberToAnother() {
        assertThat(scale(0.43, 0.78).ticks().stream().map(tick -> Math.round(tick * 100)))
                .containsExactly(40L, 50L, 60L, 70L, 80L);
    }

    @Test
    void staysWithinZeroAndOne() {
        assertThat(scale(0, 1).low()).isZero();
        assertThat(scale(0, 1).high()).isEqualTo(1);
        assertThat(scale(1, 1).high()).isEqualTo(1);
    }

    @Test
    void hasWidthAroundASinglePoint() {
        for (double score : new double[] {0, 0.3, 0.55, 1}) {
            var scale = scale(score, score);

            assertThat(scale.low()).isLessThan(scale.high());
            assertThat(scale.position(score)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void isEverythingWhenThereIsNothing() {
        assertThat(Scale.around(List.of()).ticks()).hasSize(6);
    }

    private static Scale scale(double low, double high) {
        return Scale.around(List.of(new Interval(low, high)));
    }
}
