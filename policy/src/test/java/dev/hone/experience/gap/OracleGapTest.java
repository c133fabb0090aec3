package dev.hone.experience.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.experience.gap.Recommendation.Verdict;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/// Answers drawn from success rates that are known.
class OracleGapTest {

    private static final int QUERIES = 1000;
    private static final int PROMPTS = 8;
    private static final RandomStreams RANDOM = new RandomStreams(1);

    /// The success rate of a query under a prompt.
    private interface Truth {
        double rate(int query, int prompt);
    }

    private static OfflineDataset draw(Truth truth, int queries, int samples) {
        RandomGenerator random = new RandomStreams(7).stream("draw");
        List<Experience> experiences = new ArrayList<>();
        for (int query = 0; query < queries; query++) {
            for (int prompt = 0; prompt < PROMPTS; prompt++) {
                List<Double> scores = new ArrayList<>();
                for (int sample = 0; sample < samples; sample++) {
                    scores.add(random.nextDouble() < truth.rate(query, prompt) ? 1.0 : 0.0);
                }
                experiences.add(
                        Experience.of(
                                new Query("q" + query, "query " + query),
                                new Prompt("prompt " + prompt),
                                scores));
            }
        }
        return OfflineDataset.of(experiences);
    }

    private static OracleGap gap(Truth truth, int queries, int samples) {
        return OracleGap.of(draw(truth, queries, samples), RANDOM);
    }

    /// Difficulty and prompts of different strength, and nothing that is special about a query.
    private static final Truth INDEPENDENT =
            (query, prompt) -> logistic(query % 5 - 2 - 0.1 * prompt);

    /// Every query has one prompt that suits it.
    private static final Truth DEPENDENT = (query, prompt) -> query % PROMPTS == prompt ? 0.9 : 0.1;

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void withoutDependenceTheReliableGapIsNoneAndTheRestIsLuck() {
        OracleGap gap = gap(INDEPENDENT, QUERIES, 4);
        RepeatedGap repeated = gap.repeated().orElseThrow();
        assertThat(gap.rawGap()).isGreaterThan(0.2);
        assertThat(repeated.gap()).isCloseTo(0, within(0.015));
        assertThat(repeated.luck()).isCloseTo(gap.rawGap(), within(0.02));
        assertThat(gap.recommendation().verdict()).isNotEqualTo(Verdict.WORTH_TRAINING);
    }

    @Test
    void strongDependenceIsRecovered() {
        OracleGap gap = gap(DEPENDENT, QUERIES, 8);
        RepeatedGap repeated = gap.repeated().orElseThrow();
        assertThat(gap.bestSingle().accuracy()).isCloseTo(0.2, within(0.03));
        assertThat(repeated.oracle()).isCloseTo(0.9, within(0.01));
        assertThat(repeated.gap95().contains(0.7)).as(repeated.toString()).isTrue();
        assertThat(repeated.gap() + repeated.luck())
                .isCloseTo(repeated.rawOracle() - repeated.bestSingle(), within(1e-9));
        assertThat(gap.recommendation().verdict()).isEqualTo(Verdict.WORTH_TRAINING);
    }

    @Test
    void fewAnswersRecoverLessAndNeverMore() {
        double two = gap(DEPENDENT, QUERIES, 2).repeated().orElseThrow().gap();
        double four = gap(DEPENDENT, QUERIES, 4).repeated().orElseThrow().gap();
        assertThat(two).isBetween(0.4, four);
        assertThat(four).isBetween(0.6, 0.72);
    }

    @Test
    void aPromptThatIsBestForAllLeavesNothingToGain() {
        OracleGap gap = gap((query, prompt) -> prompt == 3 ? 1 : 0, QUERIES, 2);
        assertThat(gap.bestSingle().prompt()).isEqualTo(new Prompt("prompt 3"));
        assertThat(gap.rawGap()).isZero();
        assertThat(gap.recommendation().verdict()).isEqualTo(Verdict.NOT_WORTH_TRAINING);
    }

    @Test
    void oneAnswerEachLeavesLuckUnknownAndSaysWhatDifficultyExplains() {
        OracleGap gap = gap(INDEPENDENT, QUERIES, 1);
        assertThat(gap.repeated()).isEmpty();
        assertThat(gap.byDifficulty().orElseThrow()).isCloseTo(gap.rawOracle(), within(0.01));
        assertThat(gap.recommendation().verdict()).isEqualTo(Verdict.CANNOT_TELL);
    }

    @Test
    void difficultyCannotExplainThatExactlyOnePromptAlwaysWorks() {
        OracleGap gap = gap((query, prompt) -> query % PROMPTS == prompt ? 1 : 0, QUERIES, 1);
        assertThat(gap.rawOracle()).isEqualTo(1);
        double chance = 1 - Math.pow(1 - 1.0 / PROMPTS, PROMPTS);
        assertThat(gap.byDifficulty().orElseThrow()).isCloseTo(chance, within(0.02));
        assertThat(gap.recommendation().verdict()).isEqualTo(Verdict.WORTH_TRAINING);
    }

    @Test
    void pickingTheHighestOfManyEqualPromptsIsNoGain() {
        OracleGap gap = gap((query, prompt) -> 0.5, 40, 1);
        double highest = gap.prompts().getFirst().mean();
        assertThat(highest).isGreaterThan(0.55);
        double meanAccuracy = average(seed -> crossFitted(seed));
        assertThat(meanAccuracy).isCloseTo(0.5, within(0.02));
    }

    private static double average(IntToDoubleFunction accuracy) {
        double sum = 0;
        for (int seed = 0; seed < 100; seed++) {
            sum += accuracy.applyAsDouble(seed);
        }
        return sum / 100;
    }

    private static double crossFitted(int seed) {
        RandomGenerator random = new RandomStreams(seed).stream("draw");
        List<Experience> experiences = new ArrayList<>();
        for (int query = 0; query < 40; query++) {
            for (int prompt = 0; prompt < PROMPTS; prompt++) {
                experiences.add(
                        Experience.of(
                                new Query("q" + query, "q"),
                                new Prompt("p" + prompt),
                                List.of(random.nextBoolean() ? 1.0 : 0.0)));
            }
        }
        OfflineDataset data = OfflineDataset.of(experiences);
        return OracleGap.of(data, new RandomStreams(seed)).bestSingle().accuracy();
    }

    @Test
    void aPromptTriedOnFewQueriesIsNotTheBestSingle() {
        OfflineDataset data =
                draw((query, prompt) -> 0.3, 100, 2)
                        .plus(
                                OfflineDataset.of(
                                        List.of(
                                                Experience.of(
                                                        new Query("q0", "query 0"),
                                                        new Prompt("lucky"),
                                                        List.of(1.0, 1.0)))));
        OracleGap gap = OracleGap.of(data, RANDOM);
        assertThat(gap.prompts().getFirst().prompt()).isEqualTo(new Prompt("lucky"));
        assertThat(gap.bestSingle().prompt()).isNotEqualTo(new Prompt("lucky"));
        assertThat(gap.coverage()).isCloseTo(801.0 / 900, within(1e-12));
    }

    @Test
    void fewQueriesProveNothing() {
        assertThat(gap(DEPENDENT, 16, 4).recommendation().verdict()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(gap((query, prompt) -> 1, 2, 1).recommendation().verdict())
                .isEqualTo(Verdict.CANNOT_TELL);
    }

    @Test
    void gradedScoresHaveNoModelOfDifficulty() {
        List<Experience> experiences = new ArrayList<>();
        for (int query = 0; query < 40; query++) {
            experiences.add(graded(query, "a", 0.25));
            experiences.add(graded(query, "b", query % 2));
        }
        OracleGap gap = OracleGap.of(OfflineDataset.of(experiences), RANDOM);
        assertThat(gap.byDifficulty()).isEmpty();
        assertThat(gap.rawOracle()).isEqualTo(0.625);
        assertThat(gap.recommendation().verdict()).isEqualTo(Verdict.CANNOT_TELL);
    }

    private static Experience graded(int query, String prompt, double score) {
        return Experience.of(new Query("q" + query, "query"), new Prompt(prompt), List.of(score));
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        OfflineDataset data = draw(DEPENDENT, 60, 3);
        assertThat(OracleGap.of(data, RANDOM)).isEqualTo(OracleGap.of(data, RANDOM));
    }

    @Test
    void oneQueryIsNotEnough() {
        OfflineDataset one = draw(DEPENDENT, 1, 3);
        assertThatThrownBy(() -> OracleGap.of(one, RANDOM))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 2 queries");
    }
}
