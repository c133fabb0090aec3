package dev.hone.result.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.Interval;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ClassResultTest {

    private static final Digest DIGEST = Digest.of("test");

    /// @param targets one for each example, between spaces
    /// @param scores one digit for each, tenths but 1 for right; x for a failure
    private static Evaluation evaluation(String targets, String scores) {
        String[] target = targets.split(" ");
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < target.length; i++) {
            Example example = Example.of("e" + i, "in", target[i]);
            char score = scores.charAt(i);
            outcomes.add(
                    score == 'x'
                            ? new Outcome.Failed(example, "HTTP 500")
                            : new Outcome.Scored(
                                    example,
                                    Prediction.of("a"),
                                    score == '1' ? 1 : (score - '0') / 10.0));
        }
        return new Evaluation(
                new Prompt("p"),
                "test",
                outcomes,
                new Provenance("m", DIGEST, DIGEST, DIGEST, "1"));
    }

    private static List<ClassResult> compared(String targets, String seed, String best) {
        return ClassResult.of(
                evaluation(targets, seed), evaluation(targets, best), new RandomStreams(1));
    }

    @Test
    void eachClassIsComparedOnWhatBothPromptsAnsweredOfIt() {
        List<ClassResult> results = compared("yes no yes no yes no yes", "01x1010", "1010x10");

        assertThat(results).extracting(ClassResult::target).containsExactly("yes", "no");
        ClassResult yes = results.getFirst();
        assertThat(yes.examples()).isEqualTo(4);
        assertThat(yes.pairs()).isEqualTo(2);
        assertThat(yes.seed()).isZero();
        assertThat(yes.best()).isEqualTo(0.5);
        assertThat(yes.wins()).isEqualTo(1);
        ClassResult no = results.getLast();
        assertThat(no.pairs()).isEqualTo(3);
        assertThat(no.seed()).isEqualTo(1);
        assertThat(no.difference()).isEqualTo(-0.666667);
        assertThat(no.losses()).isEqualTo(2);
        assertThat(no.mayBeChance()).isTrue();
    }

    @Test
    void aSmallClassIsNeverSure() {
        ClassResult two = compared("a a b b b", "11000", "00111").getLast();

        assertThat(two.target()).isEqualTo("a");
        assertThat(two.difference()).isEqualTo(-1);
        assertThat(two.bestInterval95().high()).isGreaterThan(0.6);
        assertThat(two.pValue()).isEqualTo(0.5);
    }

    @Test
    void aLargeClassThatGotWorseIsNoChance() {
        String targets = "a ".repeat(20) + "b ".repeat(20);

        ClassResult a =
                compared(targets, "1".repeat(40), "0".repeat(15) + "1".repeat(25)).getFirst();

        assertThat(a.mayBeChance()).isFalse();
        assertThat(a.best()).isEqualTo(0.25);
    }

    @Test
    void aClassThatNobodyAnsweredHasNoScore() {
        ClassResult b = compared("a a b b", "11xx", "1111").getLast();

        assertThat(b.pairs()).isZero();
        assertThat(b.examples()).isEqualTo(2);
        assertThat(b.seedInterval95()).isEqualTo(new Interval(0, 1));
        assertThat(b.difference()).isZero();
        assertThat(b.mayBeChance()).isTrue();
    }

    @Test
    void graded() {
        ClassResult a = compared("a a a b b b", "234000", "567000").getFirst();

        assertThat(a.difference()).isEqualTo(0.3);
        assertThat(a.seedInterval95().low()).isBetween(0.19, 0.31);
    }

    @Test
    void dataThatAreNotAboutClassesHaveNone() {
        assertThat(compared("a a a a", "0000", "1111")).isEmpty();
        assertThat(compared("a b c", "000", "111")).isEmpty();
        assertThat(compared("a b a", "000", "111")).isEmpty();
        assertThat(compared(targets(20), "0".repeat(40), "1".repeat(40))).hasSize(20);
        assertThat(compared(targets(21), "0".repeat(42), "1".repeat(42))).isEmpty();
    }

    private static String targets(int classes) {
        return IntStream.range(0, 2 * classes)
                .mapToObj(i -> "t" + i % classes)
                .collect(Collectors.joining(" "));
    }
}
