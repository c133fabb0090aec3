package dev.hone.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Objective;
import dev.hone.evaluation.Outcome;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class ParetoPointTest {

    private static final Price PRICE = new Price(new BigDecimal("0.4"), new BigDecimal("1.6"));
    private static final Digest DIGEST = Digest.of("data");

    /// @param scores `1`, `0`, or `x` for a failure
    private static Evaluation evaluation(String prompt, String scores, TokenUsage... usages) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < scores.length(); i++) {
            Example example = Example.of("e" + i, "in", "out");
            outcomes.add(
                    scores.charAt(i) == 'x'
                            ? new Outcome.Failed(example, "HTTP 500")
                            : new Outcome.Scored(
                                    example,
                                    Prediction.of("a"),
                                    scores.charAt(i) - '0',
                                    "",
                                    usages[i % usages.length]));
        }
        return new Evaluation(
                new Prompt(prompt),
                "validation",
                outcomes,
                new Provenance("m", DIGEST, DIGEST, DIGEST, "1"));
    }

    /// @param millis of each example; -1 for unknown
    private static Evaluation timed(String prompt, String scores, long... millis) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < scores.length(); i++) {
            Example example = Example.of("e" + i, "in", "out");
            outcomes.add(
                    scores.charAt(i) == 'x'
                            ? new Outcome.Failed(example, "HTTP 500")
                            : new Outcome.Scored(
                                    example,
                                    Prediction.of("a"),
                                    scores.charAt(i) - '0',
                                    "",
                                    TokenUsage.ZERO,
                                    millis[i] < 0 ? null : Duration.ofMillis(millis[i])));
        }
        return new Evaluation(
                new Prompt(prompt),
                "validation",
                outcomes,
                new Provenance("m", DIGEST, DIGEST, DIGEST, "1"));
    }

    private static @Nullable Long medianMillis(Evaluation evaluation) {
        return ParetoPoint.of(evaluation, null, new RandomStreams(1), EnumSet.of(Objective.LATENCY))
                .medianMillis();
    }

    private static TokenUsage tokens(long input, long output) {
        return new TokenUsage(input, output);
    }

    private static ParetoPoint point(Evaluation evaluation, @Nullable Price price) {
        return ParetoPoint.of(evaluation, price, new RandomStreams(1), Objective.DEFAULT);
    }

    private static List<String> front(@Nullable Price price, Evaluation... evaluations) {
        return front(Objective.DEFAULT, price, evaluations);
    }

    private static List<String> front(
            Set<Objective> objectives, @Nullable Price price, Evaluation... evaluations) {
        return ParetoPoint.front(List.of(evaluations), price, new RandomStreams(1), objectives)
                .stream()
                .map(one -> one.prompt().text())
                .toList();
    }

    @Test
    void latencyIsTheMedianOfTheExamplesThatWereAnswered() {
        assertThat(medianMillis(timed("p", "111", 900, 100, 5_000))).isEqualTo(900);
        assertThat(medianMillis(timed("p", "1111", 4, 1, 9, 7))).isEqualTo(5);
        assertThat(medianMillis(timed("p", "1x1", 800, -1, 600))).isEqualTo(700);
        assertThat(medianMillis(timed("p", "1", Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(medianMillis(timed("p", "111", 900, -1, 5_000))).isNull();
        assertThat(medianMillis(timed("p", "x", -1))).isNull();
    }

    @Test
    void latencyIsThereOnlyWhereItIsNamed() {
        assertThat(point(timed("p", "1", 900), null).medianMillis()).isNull();
        assertThat(front(null, timed("slow", "11", 9, 9), timed("fast", "11", 1, 1)))
                .containsExactly("slow", "fast");
    }

    @Test
    void ofTwoEqualPromptsTheFasterIsListed() {
        Evaluation slow = timed("one two", "11", 9, 9);
        Evaluation fast = timed("one two three", "11", 1, 1);

        assertThat(front(EnumSet.of(Objective.LATENCY), null, slow, fast))
                .containsExactly("one two three");
        assertThat(front(EnumSet.of(Objective.LATENCY, Objective.WORDS), null, slow, fast))
                .containsExactly("one two", "one two three");
        assertThat(front(EnumSet.of(Objective.WORDS), null, slow, fast)).containsExactly("one two");
    }

    @Test
    void aLatencyThatIsNotKnownOfAllComparesNone() {
        assertThat(
                        front(
                                EnumSet.of(Objective.LATENCY, Objective.WORDS),
                                null,
                                timed("one two", "11", 9, -1),
                                timed("one two three", "11", 1, 1)))
                .containsExactly("one two");
    }

    @Test
    void whatIsNotNamedIsNotCompared() {
        assertThat(
                        front(
                                EnumSet.of(Objective.TOKENS),
                                PRICE,
                                evaluation("one", "11", tokens(9, 9)),
                                evaluation("one two", "11", tokens(1, 9))))
                .containsExactly("one two");
    }

    @Test
    void whatAPromptTakesIsAMeanOverWhatWasAnswered() {
        ParetoPoint point =
                point(evaluation(" Think  hard. ", "01x", tokens(30, 5), tokens(31, 2)), PRICE);

        assertThat(point.words()).isEqualTo(2);
        assertThat(point.score()).isEqualTo(0.5);
        assertThat(point.coverage()).isEqualTo(0.666667);
        assertThat(point.inputTokens()).isEqualTo(30.5);
        assertThat(point.outputTokens()).isEqualTo(3.5);
        assertThat(point.usd()).isEqualByComparingTo("0.0000178");
    }

    @Test
    void unknownIsNotZero() {
        Evaluation half = evaluation("p", "11", tokens(30, 5), TokenUsage.UNKNOWN);

        assertThat(point(half, PRICE).inputTokens()).isNull();
        assertThat(point(half, PRICE).usd()).isNull();
        assertThat(point(evaluation("p", "11", tokens(3, 5)), null).usd()).isNull();
        assertThat(point(half, Price.FREE).usd()).isZero();
        assertThat(point(evaluation("p", "x"), PRICE).usd()).isNull();
    }

    @Test
    void whatNothingBeatsIsListedTheHighestScoreFirst() {
        assertThat(
                        front(
                                PRICE,
                                evaluation("one two three four", "1100", tokens(10, 9)),
                                evaluation("one two", "1000", tokens(8, 9)),
                                evaluation("one two three", "1000", tokens(9, 9)),
                                evaluation("one two three four five", "1100", tokens(5, 9)),
                                evaluation("a b c d e f", "1110", tokens(20, 9))))
                .containsExactly(
                        "a b c d e f", "one two three four", "one two three four five", "one two");
    }

    @Test
    void fewTokensThatCostMoreDoNotBeatManyThatCostLess() {
        assertThat(
                        front(
                                PRICE,
                                evaluation("reads", "11", tokens(100, 1)),
                                evaluation("writes", "11", tokens(10, 50))))
                .containsExactly("reads", "writes");
    }

    @Test
    void tokensThatAreNotKnownOfAllCompareNone() {
        Evaluation known = evaluation("one two three", "11", tokens(5, 5));
        Evaluation unknown = evaluation("one two", "11", TokenUsage.UNKNOWN);

        assertThat(front(PRICE, known, unknown)).containsExactly("one two");
    }

    @Test
    void aPromptThatNobodyAnsweredIsNotListed() {
        assertThat(front(null, evaluation("p", "xx"))).isEmpty();
    }
}
