package dev.hone.bench.landscapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ResultsTest {

    private static Course course(String method, long seed, Course.Point... points) {
        return new Course("hill", method, seed, 900, 3, 0.5, points[0].score(), List.of(points));
    }

    private static Course.Point point(int calls, double score) {
        return new Course.Point(calls, score);
    }

    private final Results results =
            new Results(
                    List.of("hill"),
                    Map.of("hill", 0.8),
                    List.of(
                            course("gpo", 1, point(50, 0.2), point(300, 0.8)),
                            course("gpo", 2, point(50, 0.2), point(400, 0.78), point(700, 0.4)),
                            course("gpo", 3, point(50, 0.2)),
                            course("opro", 1, point(50, 0.2), point(600, 0.8)),
                            course("opro", 2, point(50, 0.2)),
                            course("opro", 3, point(50, 0.2))),
                    1_000);

    @Test
    void aSearchHasTheTrueScoreOfWhatItTookForTheBest() {
        Course second = results.of("hill", "gpo").get(1);
        assertThat(second.at(10)).isEqualTo(0.2);
        assertThat(second.at(399)).isEqualTo(0.2);
        assertThat(second.at(400)).isEqualTo(0.78);
        assertThat(second.at(1_000)).isEqualTo(0.4);
        assertThat(results.share("hill", "gpo", 1_000))
                .isCloseTo((0.8 + 0.4 + 0.2) / 3 / 0.8, within(1e-9));
    }

    @Test
    void theMedianOfCallsCountsThoseWhoNeverCameNear() {
        assertThat(results.found("hill", "gpo")).isEqualTo(new Results.Found(2, 3, 400));
        assertThat(results.found("hill", "opro")).isEqualTo(new Results.Found(1, 3, null));
    }

    @Test
    void equalsShareTheirPlaces() {
        assertThat(results.rank("gpo", 250)).isEqualTo(1.5);
        assertThat(results.rank("opro", 250)).isEqualTo(1.5);
        assertThat(results.rank("gpo", 500)).isEqualTo(1);
        assertThat(results.rank("opro", 500)).isEqualTo(2);
        assertThat(results.ahead("opro", "gpo", 500).mean())
                .isCloseTo((0.6 - 1.78) / 3 / 0.8, within(1e-9));
        assertThat(results.budgets()).containsExactly(250, 500, 1_000);
    }
}
