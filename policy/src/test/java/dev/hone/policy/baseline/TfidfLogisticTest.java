package dev.hone.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hone.Prompt;
import dev.hone.experience.OfflineDataset;
import dev.hone.policy.judgement.Choices;
import dev.hone.policy.judgement.Folds;
import dev.hone.policy.judgement.Judgement;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.policy.judgement.QueryValues;
import dev.hone.policy.judgement.Recorded;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class TfidfLogisticTest {

    private static final RandomStreams RANDOM = new RandomStreams(1);

    @Test
    void findsThePromptThatEachKindNeeds() {
        PolicyRow row = row(Kinds.needingPromptsOfTheirOwn(300, 1), "tfidf-logistic");

        assertThat(row.againstBestSingle().significant()).isTrue();
        assertThat(row.accuracy()).isGreaterThan(0.85);
        assertThat(row.gapRecovered().orElseThrow()).isGreaterThan(0.9);
    }

    @Test
    void findsNothingInNoise() {
        PolicyRow row = row(Kinds.ofNoise(300, 1), "tfidf-logistic");

        assertThat(row.againstBestSingle().significant()).isFalse();
        assertThat(row.accuracy()).isCloseTo(0.5, within(0.06));
    }

    @Test
    void losesItsGainWhenItsChoicesAreShuffled() {
        var data = Kinds.needingPromptsOfTheirOwn(400, 2);
        var fold = Folds.of(data, 2, RANDOM).getFirst();
        var scorer = new TfidfLogistic().train(fold.training(), RANDOM);
        var choices = Choices.best(scorer, fold.test().queries(), fold.training().prompts());
        var shuffled = QueryShuffled.of(choices, RANDOM.stream(QueryShuffled.NAME));

        var rows =
                Judgement.of(Baselines.all(), fold.training(), fold.test(), RANDOM)
                        .with(QueryShuffled.NAME, QueryValues.of(shuffled, fold.test()))
                        .rows(RANDOM);

        assertThat(rows.getLast().gapRecovered().orElseThrow()).isBetween(-0.2, 0.2);
    }

    @Test
    void scoresProbabilitiesTheSameWayEachTime() {
        var data = Kinds.needingPromptsOfTheirOwn(60, 3);

        double[][] once = scores(data);

        assertThat(once).isDeepEqualTo(scores(data));
        assertThat(once).hasDimensions(60, 3);
        assertThat(Stream.of(once).flatMapToDouble(Arrays::stream))
                .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
    }

    /// Laplace's estimates: 4 of 5, 1 of 4.
    @Test
    void isModestAboutPromptsThatWereAlwaysRightOrAlwaysWrong() {
        var data = Recorded.of("q1 a 11", "q2 a 1", "q1 b 0", "q2 b 0");
        var scorer = new TfidfLogistic().train(data, RANDOM);

        double[] scores = scorer.score(List.of(Recorded.query("q3")), data.prompts())[0];

        assertThat(scores[0]).isCloseTo(0.8, within(1e-12));
        assertThat(scores[1]).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void knowsOnlyPromptsOfTheTrainingData() {
        var scorer = new TfidfLogistic().train(Recorded.of("q1 a 1", "q2 a 0"), RANDOM);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> scorer.score(List.of(Recorded.query("q1")), List.of(new Prompt("b"))))
                .withMessageContaining("\"b\"");
    }

    private static PolicyRow row(OfflineDataset data, String policy) {
        return Judgement.of(Baselines.all(), Folds.of(data, 5, RANDOM), RANDOM)
                .rows(RANDOM)
                .stream()
                .filter(row -> row.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private static double[][] scores(OfflineDataset data) {
        return new TfidfLogistic().train(data, RANDOM).score(data.queries(), data.prompts());
    }
}
