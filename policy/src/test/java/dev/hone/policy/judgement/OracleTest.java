package dev.hone.policy.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class OracleTest {

    @Test
    void takesTheBestOfWhatWasRecorded() {
        var test = Recorded.of("q1 a 10", "q1 b 1", "q2 a 0", "q3 c 1");
        var values = Oracle.raw(test, List.of(new Prompt("a"), new Prompt("b")));

        assertThat(values.toArray()).containsExactly(1, 0, Double.NaN);
    }

    /// Round 1 leaves out the first answers: a has 0, b has 1, so b is chosen and gets its 0. Round
    /// 2: a has 1, b has 0, so a is chosen and gets its 0.
    @Test
    void reliablyIsWhatTheHandComputes() {
        var test = Recorded.of("q1 a 10", "q1 b 01");

        assertThat(Oracle.reliable(test, test).toArray()).containsExactly(0);
        assertThat(Oracle.raw(test, test.prompts()).toArray()).containsExactly(0.5);
    }

    /// Both are as good by the one answer that is left; b is the better one in training.
    @Test
    void breaksTiesByTraining() {
        var training = Recorded.of("t1 a 0", "t1 b 1");
        var test = Recorded.of("q1 a 00", "q1 b 00", "q2 a 11", "q2 b 11", "q3 a 10", "q3 b 11");

        assertThat(Oracle.reliable(training, test).toArray()).containsExactly(0, 1, 1);
    }

    @Test
    void reliablyCoversOnlyWhatWasRepeated() {
        var test = Recorded.of("q1 a 1", "q1 b 1", "q2 a 01", "q2 b 1", "q3 a 111", "q3 b 00");

        var values = Oracle.reliable(test, test).toArray();

        assertThat(values[0]).isNaN();
        assertThat(values[1]).isEqualTo(0.5);
        assertThat(values[2]).isEqualTo(1);
    }

    /// Answers are right by the toss of a coin: there is nothing to be gained by choosing.
    @Test
    void findsNoGapInNoise() {
        var random = new RandomStreams(5).stream("coin");
        List<Experience> rows = new ArrayList<>();
        for (int query = 0; query < 2_000; query++) {
            for (String prompt : List.of("a", "b", "c", "d", "e", "f")) {
                List<Double> scores = new ArrayList<>();
                for (int repeat = 0; repeat < 4; repeat++) {
                    scores.add(random.nextBoolean() ? 1.0 : 0);
                }
                rows.add(Experience.of(Recorded.query("q" + query), new Prompt(prompt), scores));
            }
        }
        var data = OfflineDataset.of(rows);

        assertThat(Oracle.raw(data, data.prompts()).mean()).isGreaterThan(0.75);
        assertThat(Oracle.reliable(data, data).mean()).isCloseTo(0.5, within(0.02));
    }
}
