package dev.hone.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class SequentialTestTest {

    private static final int SIZE = 60;
    private static final double ERROR_RATE = 0.1;

    /// How many of the rounds reject, and the examples that those took on average.
    private record Trial(double rejected, double examples) {}

    /// Lists of -1, 0 and 1 with so many wins and losses, in random orders.
    private static Trial rounds(int wins, int losses, double worth) {
        Random random = new Random(wins * 100 + losses);
        int rejected = 0;
        int examples = 0;
        int rounds = 4000;
        for (int round = 0; round < rounds; round++) {
            List<Double> differences = new ArrayList<>(Collections.nCopies(wins, 1.0));
            differences.addAll(Collections.nCopies(losses, -1.0));
            differences.addAll(Collections.nCopies(SIZE - wins - losses, 0.0));
            Collections.shuffle(differences, random);
            SequentialTest test = new SequentialTest(SIZE, worth);
            for (double difference : differences) {
                test.add(difference);
                if (test.evidence() >= 1 / ERROR_RATE) {
                    rejected++;
                    examples += test.seen();
                    break;
                }
            }
        }
        return new Trial((double) rejected / rounds, (double) examples / Math.max(1, rejected));
    }

    @Test
    void aMeanThatIsWorthHavingIsRejectedNoMoreOftenThanTheErrorRate() {
        assertThat(rounds(20, 20, 0).rejected()).isLessThanOrEqualTo(ERROR_RATE);
        assertThat(rounds(0, 0, 0).rejected()).isZero();
        assertThat(rounds(13, 10, 0.05).rejected()).isLessThanOrEqualTo(ERROR_RATE);
        assertThat(rounds(30, 20, 0).rejected()).isLessThan(0.02);
    }

    @Test
    void aMuchWorseMeanIsRejectedSoon() {
        Trial worse = rounds(2, 40, 0);

        assertThat(worse.rejected()).isEqualTo(1);
        assertThat(worse.examples()).isLessThan(12);
    }

    @Test
    void whatCannotBeReachedAnyMoreIsRejectedForCertain() {
        SequentialTest test = new SequentialTest(4, 0.5);

        test.add(0);
        test.add(0);
        assertThat(test.evidence()).isLessThan(1e12);
        test.add(0);
        assertThat(test.evidence()).isInfinite();
    }

    @Test
    void whatDoesNotComeShortensTheList() {
        SequentialTest test = new SequentialTest(3, 0);

        test.skip();
        test.add(-1);
        test.add(0);

        assertThat(test.evidence()).isInfinite();
        assertThatThrownBy(() -> test.add(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SequentialTest(1, 0).add(2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
