package dev.hone.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.result.PromptScore;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.Interval;
import dev.hone.statistics.PairedComparison;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class MixedEvaluationTest {

    private static final Prompt P = new Prompt("p");
    private static final Prompt Q = new Prompt("q");
    private static final Dataset DATA =
            new Dataset(
                    "test",
                    IntStream.range(0, 4)
                            .mapToObj(i -> Example.of("e" + i, "q" + i, "a" + i))
                            .toList());
    private static final MixedEvaluation MIXED =
            new MixedEvaluation(
                    List.of(P, Q, P, Q),
                    "test",
                    List.of(
                            scored(0, 1),
                            scored(1, 0),
                            new Outcome.Failed(DATA.get(2), "no answer"),
                            scored(3, 1)),
                    provenance(DATA));

    private static Outcome scored(int example, double score) {
        return new Outcome.Scored(DATA.get(example), new Prediction("a", "a", false), score);
    }

    private static Provenance provenance(Dataset data) {
        return new Provenance("m", Digest.of("s"), Digest.of("t"), data.digest(), "1");
    }

    @Test
    void aFailedExampleIsMissingAndNotZero() {
        assertThat(MIXED.score()).isEqualTo(2.0 / 3);
        assertThat(MIXED.coverage()).isEqualTo(0.75);
        assertThat(MIXED.lowerBound()).isEqualTo(0.5);
        assertThat(MIXED.upperBound()).isEqualTo(0.75);
        assertThat(PromptScore.of(MIXED, new RandomStreams(1)).bounds())
                .isEqualTo(new Interval(0.5, 0.75));
    }

    @Test
    void everyOutcomeStandsUnderItsPromptWithTheExamplesOfThatPrompt() {
        List<Evaluation> evaluations = MIXED.byPrompt();

        assertThat(evaluations).extracting(Evaluation::prompt).containsExactly(P, Q);
        assertThat(evaluations.getFirst().outcomes())
                .containsExactly(MIXED.outcomes().get(0), MIXED.outcomes().get(2));
        assertThat(evaluations.getLast().provenance())
                .isEqualTo(provenance(new Dataset("test", List.of(DATA.get(1), DATA.get(3)))));
    }

    @Test
    void aSliceIsAnEvaluationOfItsOwn() {
        MixedEvaluation slice = MIXED.slice(1, 3);

        assertThat(slice.prompts()).containsExactly(Q, P);
        assertThat(slice.score()).isZero();
        assertThat(slice.provenance()).isEqualTo(provenance(DATA.slice(1, 3)));
    }

    @Test
    void itIsComparedWithOnePromptOnTheSameExamplesOnly() {
        Evaluation single =
                new Evaluation(
                        P,
                        "test",
                        List.of(scored(0, 0), scored(1, 0), scored(2, 1), scored(3, 1)),
                        provenance(DATA));
        PairedComparison comparison = PairedComparison.of(single, MIXED, new SplittableRandom(1));

        assertThat(comparison.pairs()).isEqualTo(3);
        assertThat(comparison.wins()).isEqualTo(1);
        assertThat(comparison.losses()).isZero();
        assertThat(comparison.difference()).isEqualTo(1.0 / 3);
        assertThatThrownBy(
                        () ->
                                PairedComparison.of(
                                        single, MIXED.slice(0, 2), new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Only evaluations of the same examples");
    }

    @Test
    void everyExampleHasAPrompt() {
        assertThatThrownBy(
                        () ->
                                new MixedEvaluation(
                                        List.of(P), "test", MIXED.outcomes(), provenance(DATA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 examples and 1 prompts");
    }
}
