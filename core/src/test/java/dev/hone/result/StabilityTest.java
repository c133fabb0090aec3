package dev.hone.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.result.comparison.JointRun;
import dev.hone.result.comparison.Stability;
import dev.hone.run.StopReason;
import dev.hone.statistics.Spread;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class StabilityTest {

    private static final String SEED = "0000000011";

    /// A search of one candidate, scored on ten validation and ten test examples.
    private static SampleRun search(String best, String validation, String test) {
        return SampleRun.from("seed")
                .validated(0, "seed", SEED)
                .validated(1, best, validation)
                .tested("seed", SEED)
                .tested(best, test)
                .finished(StopReason.STEPS, best, 1);
    }

    private static Stability of(SampleRun... runs) {
        List<RunView> views = List.of(runs).stream().map(SampleRun::view).toList();
        RunResult joint = RunResult.of(JointRun.of(views), RunUsage.NONE, Scrutiny.NONE);
        return Stability.of(List.of(runs).stream().map(SampleRun::result).toList(), joint);
    }

    @Test
    void validationChoosesAndTestHasNoSay() {
        Stability stability =
                of(
                        search("best on validation", "0011111111", "0000111111"),
                        search("best on test", "0001111111", "1111111111"),
                        search("worst", "0000111111", "0000000111"));

        assertThat(stability.joint().bestPrompt().text()).isEqualTo("best on validation");
        Choice choice = Objects.requireNonNull(stability.joint().choice());
        assertThat(choice.candidates()).isEqualTo(3);
        assertThat(choice.score()).isEqualTo(0.8);
        assertThat(choice.shrunk()).isLessThan(0.8);
        assertThat(choice.pValue())
                .isCloseTo(
                        3 * Objects.requireNonNull(stability.joint().validation()).pValue(),
                        within(1e-6));
    }

    @Test
    void meanSpreadAndCountsAreThoseOfTheSearches() {
        Stability stability =
                of(
                        search("a", "0011111111", "0000111111"),
                        search("a", "0011111111", "0000111111"),
                        search("b", "0001111111", "0000000001"));

        Spread score = Objects.requireNonNull(stability.score());
        assertThat(score.mean().mean()).isCloseTo((0.6 + 0.6 + 0.1) / 3, within(1e-9));
        assertThat(score.lowest()).isEqualTo(0.1);
        assertThat(score.highest()).isEqualTo(0.6);
        assertThat(score.deviation()).isCloseTo(0.288675, within(1e-6));
        Spread difference = Objects.requireNonNull(stability.difference());
        assertThat(difference.mean().mean()).isCloseTo((0.4 + 0.4 - 0.1) / 3, within(1e-6));
        assertThat(stability.better()).isEqualTo(2);
        assertThat(stability.same()).isEqualTo(2);
        assertThat(stability.advice())
                .startsWith("2 of 3 searches found a better prompt, none beyond chance; keep your")
                .contains("; expect 43.3 ± 56.7 on test from another search, +23.3 ± 71.7 over");
    }

    @Test
    void aGainBeyondChanceIsAdvisedWithWhoFoundIt() {
        String all = "1".repeat(10);
        Stability stability = of(search("good", "0001111111", all), search("best", all, all));

        assertThat(stability.advice())
                .startsWith(
                        "2 of 2 searches found a better prompt, 2 beyond chance; use the best on"
                                + " validation, which seed 7 found: on test it scores 100.0 %")
                .endsWith(
                        "expect 100.0 ± 0.0 on test from another search, +80.0 ± 0.0 over your"
                                + " prompt.");
    }

    @Test
    void aSearchThatScoredNothingIsNeitherChosenNorJudged() {
        SampleRun ended = SampleRun.from("seed").finished(StopReason.CALLS, "seed", 0);
        Stability stability = of(ended, search("b", "0001111111", "0011111111"));

        assertThat(stability.joint().bestPrompt().text()).isEqualTo("b");
        assertThat(stability.judged()).isEqualTo(1);
        assertThat(stability.advice()).startsWith("1 of 1 searches").doesNotContain("expect");
    }

    @Test
    void whereAllKeepTheSeedPromptThatIsTheOne() {
        SampleRun kept =
                SampleRun.from("seed")
                        .validated(0, "seed", SEED)
                        .tested("seed", SEED)
                        .finished(StopReason.STEPS, "seed", 1);
        Stability stability = of(kept, kept);

        assertThat(stability.same()).isEqualTo(2);
        assertThat(stability.better()).isZero();
        assertThat(stability.advice())
                .startsWith(
                        "0 of 2 searches found a better prompt; keep your prompt: no candidate");
    }
}
