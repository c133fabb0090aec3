package dev.hone.experience.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.PromptAverages;
import dev.hone.experience.Query;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The figures of the paper's released data, and what Hone adds.
class RewardTest {

    private static final Prompt PROMPT = new Prompt("p");
    private static final RewardScale SCALE = RewardScale.of(13, 16.82);

    private static Experience experience(String query, Prompt prompt, Double... scores) {
        return Experience.of(new Query(query, query), prompt, List.of(scores));
    }

    private static Experience likely(double score, double nll) {
        return new Experience(
                new Query("q", "q"), PROMPT, List.of(score), OptionalDouble.of(nll), 1);
    }

    private static Experience demonstrated(int right) {
        List<Double> scores = new ArrayList<>(Collections.nCopies(right, 1.0));
        scores.addAll(Collections.nCopies(10 - right, 0.0));
        return Experience.of(new Query("q", "q"), PROMPT, scores);
    }

    @Test
    void fewShotRewardsAreThoseOfThePaper() {
        Rewarded right = Reward.FewShot.PAPER.of(demonstrated(10), 0.599);
        assertThat(right.reward()).isCloseTo(15.99, within(1e-12));
        assertThat(right.likelihoodCounted()).isFalse();
        assertThat(SCALE.keeps(right.reward())).isTrue();
        assertThat(SCALE.normalised(right.reward())).isCloseTo(78.27, within(0.005));
    }

    @Test
    void aRewardOfExactlyTheThresholdIsFilteredOut() {
        Rewarded edge = Reward.FewShot.PAPER.of(demonstrated(7), 0.60);
        assertThat(edge.reward()).isEqualTo(13.0);
        assertThat(SCALE.keeps(edge.reward())).isFalse();
    }

    @Test
    void zeroShotRewardsAreThoseOfThePaper() {
        assertThat(Reward.ZeroShot.PAPER.of(likely(1, 0.8), 0.55).reward())
                .isCloseTo(14.7, within(1e-12));
        assertThat(Reward.ZeroShot.PAPER.of(likely(0, 2.0), 0.55).reward())
                .isCloseTo(3.5, within(1e-12));
    }

    @Test
    void withoutALikelihoodItsTermIsLeftOutAndTheRecordSaysSo() {
        Rewarded without = Reward.ZeroShot.PAPER.of(experience("q", PROMPT, 1.0), 0.55);
        assertThat(without.reward()).isCloseTo(15.5, within(1e-12));
        assertThat(without.likelihoodCounted()).isFalse();
        assertThat(Reward.ZeroShot.PAPER.of(likely(1, 0.8), 0.55).likelihoodCounted()).isTrue();
    }

    @Test
    void rewardsOfLaterLoopsAreClippedUnlessTheScaleIsFaithful() {
        assertThat(SCALE.normalised(20)).isEqualTo(110);
        assertThat(SCALE.normalised(12)).isZero();
        assertThat(SCALE.faithful().normalised(20)).isCloseTo(183.2461, within(1e-4));
        assertThat(SCALE.faithful().normalised(12)).isNegative();
    }

    @Test
    void theThresholdKeepsTheShareNearestToTheOneWanted() {
        double[] rewards = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        RewardScale scale = RewardScale.keeping(0.57, rewards);
        assertThat(DoubleStream.of(rewards).filter(scale::keeps).count()).isEqualTo(57);
        assertThat(scale.max()).isEqualTo(100);
        assertThat(RewardScale.keeping(1, rewards).keeps(1)).isTrue();
    }

    @Test
    void ofFewDifferentRewardsTheHighestIsAlwaysKept() {
        RewardScale scale = RewardScale.keeping(0.01, new double[] {1, 1, 2, 2, 2, 2});
        assertThat(scale.min()).isEqualTo(1);
        assertThat(scale.normalised(2)).isEqualTo(100);
    }

    @Test
    void rewardsThatAreAllAlikeCannotBeScaled() {
        assertThatThrownBy(() -> RewardScale.keeping(0.57, new double[] {10, 10, 10}))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("All 3 rewards are 10.0");
    }

    @Test
    void theDataSetFiltersAndNormalisesWithAveragesOfAllQueries() {
        Prompt good = new Prompt("good");
        OfflineDataset dataset =
                OfflineDataset.of(
                        List.of(
                                experience("1", good, 1.0),
                                experience("2", good, 0.0),
                                experience("1", PROMPT, 0.0),
                                experience("2", PROMPT, 0.0)));
        RewardedDataset rewarded =
                RewardedDataset.of(
                        dataset,
                        PromptAverages.of(dataset),
                        Reward.ZeroShot.PAPER,
                        RewardScale.of(0, 15));
        assertThat(rewarded.rows())
                .extracting(RewardedDataset.Row::normalised)
                .containsExactly(100.0, 100.0 / 3);
        assertThat(rewarded.dropped()).isEqualTo(2);
        assertThat(rewarded.withoutLikelihood()).isEqualTo(2);
    }

    @Test
    void recordedAveragesReplaceThoseOfTheData() {
        OfflineDataset dataset = OfflineDataset.of(List.of(experience("1", PROMPT, 1.0)));
        assertThat(PromptAverages.of(dataset).average(PROMPT)).isEqualTo(1);
        assertThat(PromptAverages.of(dataset, Map.of(PROMPT, 0.5)).average(PROMPT)).isEqualTo(0.5);
    }

    @Test
    void aLoopAddsWhatIsNewOnTheSameScale() {
        OfflineDataset dataset =
                OfflineDataset.of(
                        List.of(experience("1", PROMPT, 1.0), experience("2", PROMPT, 0.0)));
        RewardedDataset first =
                RewardedDataset.keeping(
                        0.5, dataset, PromptAverages.of(dataset), Reward.FewShot.PAPER);
        OfflineDataset more =
                OfflineDataset.of(
                        List.of(experience("1", PROMPT, 1.0), experience("3", PROMPT, 1.0)));
        RewardedDataset second =
                RewardedDataset.of(
                        more, PromptAverages.of(more), Reward.FewShot.PAPER, first.scale());
        RewardedDataset union = first.plus(second);
        assertThat(union.rows())
                .extracting(row -> row.experience().query().id())
                .containsExactly("1", "3");
        RewardedDataset otherScale =
                RewardedDataset.of(
                        more, PromptAverages.of(more), Reward.FewShot.PAPER, RewardScale.of(0, 1));
        assertThatThrownBy(() -> first.plus(otherScale))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
