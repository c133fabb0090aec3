package dev.hone.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.Prompt;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

class OfflineDatasetTest {

    private static final Query QUERY = new Query("q", "Where?");
    private static final Prompt PROMPT = new Prompt("p");

    private static Experience with(OptionalDouble likelihood, double propensity, Double... scores) {
        return new Experience(QUERY, PROMPT, List.of(scores), likelihood, propensity);
    }

    @Test
    void experiencesOfTheSamePairBecomeOne() {
        OfflineDataset dataset =
                OfflineDataset.of(
                        List.of(
                                with(OptionalDouble.of(1), 0.3, 1.0),
                                with(OptionalDouble.empty(), 0.6, 0.0),
                                with(OptionalDouble.of(4), 0.9, 1.0, 1.0)));
        Experience merged = dataset.find(QUERY, PROMPT).orElseThrow();
        assertThat(dataset.experiences()).containsExactly(merged);
        assertThat(merged.scores()).containsExactly(1.0, 0.0, 1.0, 1.0);
        assertThat(merged.negativeLogLikelihood().orElseThrow()).isEqualTo(3);
        assertThat(merged.propensity()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void manyAnswersOfOnePairAreMergedAtOnce() {
        Experience one = with(OptionalDouble.empty(), 1, 1.0);
        OfflineDataset dataset = OfflineDataset.of(Collections.nCopies(300_000, one));
        assertThat(dataset.experiences().getFirst().scores()).hasSize(300_000);
        assertThat(dataset.experiences().getFirst().propensity()).isEqualTo(1);
    }

    @Test
    void partsKeepTheOrderOfTheWhole() {
        Experience other = Experience.of(new Query("r", "Why?"), PROMPT, List.of(0.0));
        OfflineDataset whole =
                OfflineDataset.of(List.of(other))
                        .plus(OfflineDataset.of(List.of(with(OptionalDouble.empty(), 1, 1.0))));
        assertThat(whole.queries()).extracting(Query::id).containsExactly("r", "q");
        assertThat(whole.where(query -> query.id().equals("q")).queries()).containsExactly(QUERY);
        assertThat(whole.of(other.query())).containsExactly(other);
        assertThat(whole.of(new Query("x", "x"))).isEmpty();
    }

    @Test
    void twoTextsUnderOneIdAreRefused() {
        Experience same = Experience.of(new Query("q", "Why?"), PROMPT, List.of(0.0));
        assertThatThrownBy(
                        () ->
                                OfflineDataset.of(
                                        List.of(with(OptionalDouble.empty(), 1, 1.0), same)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("q");
    }
}
