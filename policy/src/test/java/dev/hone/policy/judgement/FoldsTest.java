package dev.hone.policy.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.InputException;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class FoldsTest {

    private final OfflineDataset data =
            Recorded.of(
                    IntStream.range(0, 23)
                            .boxed()
                            .flatMap(i -> List.of("q" + i + " a 10", "q" + i + " b 1").stream())
                            .toArray(String[]::new));

    @Test
    void testEveryQueryOnceAndLearnFromAllOthers() {
        var folds = Folds.of(data, 5, new RandomStreams(1));

        assertThat(folds).extracting(Folds.Fold::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(folds.stream().flatMap(fold -> fold.test().queries().stream()))
                .containsExactlyInAnyOrderElementsOf(data.queries());
        for (Folds.Fold fold : folds) {
            assertThat(fold.test().queries()).hasSizeBetween(4, 5);
            assertThat(fold.training().queries())
                    .doesNotContainAnyElementsOf(fold.test().queries())
                    .hasSize(23 - fold.test().queries().size());
            assertThat(fold.test().experiences()).hasSize(2 * fold.test().queries().size());
        }
    }

    @Test
    void areShuffledBySeed() {
        assertThat(firstTest(1)).isEqualTo(firstTest(1)).isNotEqualTo(firstTest(2));
    }

    @Test
    void needAQueryEach() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Folds.of(data, 24, new RandomStreams(1)))
                .withMessageContaining("24 folds")
                .withMessageContaining("has 23");
    }

    private List<Query> firstTest(long seed) {
        return Folds.of(data, 5, new RandomStreams(seed)).getFirst().test().queries();
    }
}
