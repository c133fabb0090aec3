package dev.hone.policy.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.PromptAverages;
import dev.hone.experience.Query;
import dev.hone.experience.reward.Reward;
import dev.hone.experience.reward.RewardScale;
import dev.hone.experience.reward.RewardedDataset;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class MergerTest {

    private static final Prompt P = new Prompt("p");
    private static final Prompt Q = new Prompt("q");
    private static final LoopSettings PAPER =
            LoopSettings.DEFAULTS.withReward(Reward.ZeroShot.PAPER);

    /// One known row: query "text0" under p, with an id of its own file.
    private static RewardedDataset known(RewardScale scale) {
        OfflineDataset data =
                OfflineDataset.of(
                        List.of(Experience.of(new Query("of a file", "text0"), P, List.of(1.0))));
        return RewardedDataset.of(data, PromptAverages.of(data), Reward.ZeroShot.PAPER, scale);
    }

    private static MixedEvaluation batch(List<Prompt> prompts, double... scores) {
        List<Outcome> outcomes =
                IntStream.range(0, scores.length)
                        .mapToObj(i -> outcome(Example.of("e" + i, "text" + i, "a"), scores[i]))
                        .toList();
        Dataset data = new Dataset("train", outcomes.stream().map(Outcome::example).toList());
        Digest digest = Digest.of("x");
        return new MixedEvaluation(
                prompts,
                "train",
                outcomes,
                new Provenance("m", digest, digest, data.digest(), "1"));
    }

    private static Outcome outcome(Example example, double score) {
        return Double.isNaN(score)
                ? new Outcome.Failed(example, "no answer")
                : new Outcome.Scored(example, new Prediction("a", "a", false), score);
    }

    private static Merger.Merged merge(LoopSettings settings, MixedEvaluation... batches) {
        RewardScale scale = RewardScale.of(15, 20);
        return new Merger(known(settings.faithful() ? scale.faithful() : scale), settings)
                .merge(new Collected(List.of(batches)));
    }

    @Test
    void theTaskLevelTermIsTheAccuracyOfTheBatch() {
        Merger.Merged merged =
                merge(PAPER, batch(List.of(Q, Q, Q, Q), 1, 1, 1, 0), batch(List.of(P, P), 1, 1));

        assertThat(merged.rows().rows())
                .extracting(row -> row.rewarded().reward())
                .containsExactly(20.0, 17.5, 17.5, 17.5, 20.0);
        assertThat(merged.rows().rows())
                .extracting(row -> row.normalised())
                .containsExactly(100.0, 50.0, 50.0, 50.0, 100.0);
        assertThat(merged.meanReward()).isEqualTo((3 * 17.5 + 7.5 + 2 * 20) / 6);
    }

    @Test
    void rowsKnownByTextAndPromptAreDuplicates() {
        Merger.Merged merged = merge(PAPER, batch(List.of(P, P), 1, 1), batch(List.of(Q, P), 1, 1));

        assertThat(merged.duplicates()).isEqualTo(2);
        assertThat(merged.added()).isEqualTo(2);
        assertThat(merged.dropped()).isZero();
        assertThat(merged.rows().rows())
                .extracting(row -> row.experience().query().text())
                .containsExactly("text0", "text1", "text0");
    }

    @Test
    void theFaithfulWayDropsOnlyRowsEqualToANewOne() {
        LoopSettings faithful = LoopSettings.FAITHFUL;
        Merger.Merged same =
                merge(faithful, batch(List.of(P, P), 1, 1), batch(List.of(P, P), 1, 1));
        Merger.Merged otherBatch =
                merge(faithful, batch(List.of(P, P), 1, 1), batch(List.of(P, P, P, P), 1, 1, 1, 0));

        assertThat(same.duplicates()).isEqualTo(2);
        assertThat(same.added()).isEqualTo(2);
        assertThat(otherBatch.duplicates()).isZero();
        assertThat(otherBatch.added()).isEqualTo(5);
    }

    @Test
    void onlyRewardsAboveTheThresholdAreKept() {
        Merger.Merged merged = merge(PAPER, batch(List.of(Q, Q), 1, 0));

        assertThat(merged.rows().rows()).hasSize(1);
        assertThat(merged.added()).isZero();
        assertThat(merged.dropped()).isEqualTo(2);
        assertThat(merged.rows().dropped()).isEqualTo(2);
    }

    @Test
    void withoutAnAnswerThereIsNoRow() {
        Merger.Merged merged = merge(PAPER, batch(List.of(Q, Q, Q), 1, Double.NaN, 1));

        assertThat(merged.added()).isEqualTo(2);
        assertThat(merged.dropped() + merged.duplicates()).isZero();
        assertThat(merged.rows().rows().getLast().rewarded().reward()).isEqualTo(20);
        assertThat(merged.rows().rows().getLast().experience().propensity()).isEqualTo(1);
    }
}
