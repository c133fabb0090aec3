package dev.hone.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.experience.OfflineDataset;
import dev.hone.policy.judgement.Recorded;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

class BaselinesTest {

    private final OfflineDataset training =
            Recorded.of("t1 a 1", "t1 b 0", "t2 a 1", "t2 b 1", "t3 a 0", "t3 b 0");
    private final OfflineDataset test =
            Recorded.of("q1 a 10", "q1 b 11", "q2 a 0", "q3 b 10", "q4 unknown 1");

    @Test
    void expectsOfARandomPromptTheMeanOfThoseThatAreKnown() {
        assertThat(run("random")).containsExactly(0.75, 0, 0.5, Double.NaN);
    }

    @Test
    void keepTheBestPromptOfTraining() {
        assertThat(run("best-single")).containsExactly(0.5, 0, Double.NaN, Double.NaN);
    }

    /// Of the rounds of q1 the first chooses b and gets its 1; in the second both are level, and a,
    /// better in training, gets its 0.
    @Test
    void boundWhatKnownPromptsCouldBring() {
        assertThat(run("oracle")).containsExactly(1, 0, 0.5, Double.NaN);
        assertThat(run("oracle-reliable")).containsExactly(0.5, Double.NaN, 0.5, Double.NaN);
    }

    @Test
    void areListedWhenANameIsWrong() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Baselines.named("best"))
                .withMessageContaining("\"best\"")
                .withMessageContaining("random, best-single, tfidf-logistic, oracle");
    }

    /// b is better where it was tried, which is on half of the queries; a and c are level.
    @Test
    void compareOnlyPromptsTriedOnEnoughQueries() {
        assertThat(BestSingle.of(Recorded.of("t1 a 1", "t1 b 1", "t1 c 0", "t2 a 0", "t2 c 1")))
                .isEqualTo(new Prompt("a"));
        assertThat(BestSingle.of(Recorded.of("t1 a 0", "t2 b 1", "t3 a 0", "t4 c 1", "t5 c 1")))
                .isEqualTo(new Prompt("c"));
    }

    @Test
    void weighEveryQueryTheSameHoweverOftenItWasAnswered() {
        assertThat(BestSingle.of(Recorded.of("t1 a 111111", "t1 b 1", "t2 a 0", "t2 b 10")))
                .isEqualTo(new Prompt("b"));
    }

    private double[] run(String name) {
        return Baselines.named(name).run(training, test, new RandomStreams(1)).toArray();
    }
}
