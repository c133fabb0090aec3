package dev.hone.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Prompt;
import dev.hone.policy.judgement.Choices;
import dev.hone.policy.judgement.Recorded;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

class QueryShuffledTest {

    private final List<Integer> numbers = IntStream.range(0, 100).boxed().toList();

    @Test
    void leavesNoChoiceWhereItWas() {
        for (long seed = 0; seed < 50; seed++) {
            var shuffled = QueryShuffled.of(numbers, random(seed));
            assertThat(shuffled).containsExactlyInAnyOrderElementsOf(numbers);
            assertThat(numbers).noneMatch(i -> shuffled.get(i).equals(i));
        }
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(QueryShuffled.of(numbers, random(1)))
                .isEqualTo(QueryShuffled.of(numbers, random(1)))
                .isNotEqualTo(QueryShuffled.of(numbers, random(2)));
    }

    @Test
    void takesWhatWasChosenForAnotherQuery() {
        var queries = List.of(Recorded.query("q1"), Recorded.query("q2"));
        var a = new Prompt("a");
        var b = new Prompt("b");

        assertThat(QueryShuffled.of(new Choices(queries, List.of(a, b)), random(1)))
                .isEqualTo(new Choices(queries, List.of(b, a)));
        assertThat(QueryShuffled.of(List.of(7), random(1))).containsExactly(7);
        assertThat(QueryShuffled.of(List.of(), random(1))).isEmpty();
    }

    private static RandomGenerator random(long seed) {
        return new RandomStreams(seed).stream("shuffle");
    }
}
