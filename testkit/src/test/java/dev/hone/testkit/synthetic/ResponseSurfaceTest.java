package dev.hone.testkit.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.testkit.synthetic.Skills.Skill;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class ResponseSurfaceTest {

    private static final int EXAMPLES = 4_000;

    /// Four standard errors of a proportion of [#EXAMPLES] at most.
    private static final double CHANCE = 0.032;

    private static final List<String> DISTRACTORS = List.of("Relax.", "Take care.");

    private static Skill skill(String name, double share) {
        return new Skill(name, share, List.of(name), List.of("Use " + name + "."));
    }

    /// The part of many examples that is answered rightly; it must be near what the surface says.
    private static double measured(ResponseSurface surface, String prompt) {
        double part =
                IntStream.range(0, EXAMPLES)
                                .filter(i -> surface.isRight(prompt, "example " + i))
                                .count()
                        / (double) EXAMPLES;
        assertThat(part).isCloseTo(surface.score(prompt), within(CHANCE));
        return part;
    }

    @Test
    void skillsOfAnAdditiveSurfaceGainTheSameWhateverElseIsNamed() {
        Additive surface =
                new Additive(
                        List.of(skill("alpha", 0.5), skill("beta", 0.3), skill("gamma", 0.1)),
                        DISTRACTORS);
        assertThat(measured(surface, "")).isZero();
        assertThat(surface.score("Use BETA. Relax.")).isEqualTo(0.3);
        measured(surface, "Use beta. Relax.");
        measured(surface, "Use alpha. Use gamma.");
        assertThat(surface.best()).isCloseTo(0.9, within(1e-9));
        assertThat(measured(surface, "Use alpha. Use beta. Use gamma."))
                .isCloseTo(surface.best(), within(CHANCE));
        for (int i = 0; i < 100; i++) {
            String input = "example " + i;
            assertThat(surface.isRight("alpha beta", input))
                    .isEqualTo(surface.isRight("alpha", input) || surface.isRight("beta", input));
        }
    }

    @Test
    void skillsOfAnInteractingSurfacePayTogetherAndHurtEachOther() {
        Interacting surface =
                new Interacting(
                        List.of(skill("alpha", 0.1), skill("beta", 0.1), skill("gamma", 0.15)),
                        List.of(new Interacting.Pair("alpha", "beta", 0.5)),
                        List.of(new Interacting.Conflict("gamma", "beta")),
                        DISTRACTORS);
        assertThat(measured(surface, "")).isZero();
        assertThat(surface.score("alpha")).isEqualTo(0.1);
        assertThat(measured(surface, "beta")).isCloseTo(0.1, within(CHANCE));
        assertThat(surface.score("alpha beta")).isCloseTo(0.7, within(1e-9));
        measured(surface, "alpha beta");
        assertThat(surface.score("alpha beta gamma")).isCloseTo(0.25, within(1e-9));
        measured(surface, "alpha beta gamma");
        assertThat(surface.best()).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void everyStepOutOfTheTrapIsALossAlthoughTheSummitIsOutside() {
        Deceptive surface =
                new Deceptive(
                        0.1,
                        List.of(skill("lure", 0.25), skill("bait", 0.25)),
                        List.of(skill("alpha", 0.2), skill("beta", 0.3), skill("gamma", 0.3)),
                        DISTRACTORS);
        assertThat(measured(surface, "")).isCloseTo(0.1, within(CHANCE));
        assertThat(surface.best()).isCloseTo(0.9, within(1e-9));
        assertThat(measured(surface, "alpha beta gamma")).isCloseTo(0.9, within(CHANCE));
        assertThat(surface.score("lure")).isGreaterThan(surface.score("beta"));
        double trapped = measured(surface, "lure bait alpha beta");
        assertThat(surface.score("lure alpha beta")).isLessThan(trapped);
        assertThat(surface.score("alpha beta")).isLessThan(trapped);
        assertThat(surface.score("lure bait alpha beta gamma")).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void aNoisySurfaceHasTheRightMeanAndOtherAnswersForEveryWording() {
        Noisy surface =
                new Noisy(0.2, List.of(skill("alpha", 0.4), skill("beta", 0.3)), DISTRACTORS);
        assertThat(measured(surface, "")).isCloseTo(0.2, within(CHANCE));
        measured(surface, "Use alpha.");
        assertThat(measured(surface, "Use alpha. Use beta.")).isCloseTo(0.9, within(CHANCE));
        long differing =
                IntStream.range(0, 1_000)
                        .filter(
                                i ->
                                        surface.isRight("Use alpha.", "example " + i)
                                                != surface.isRight(
                                                        "Use alpha. Relax.", "example " + i))
                        .count();
        // Two independent answers that are right six times in ten differ 48 times in 100.
        assertThat(differing).isBetween(400L, 560L);
        assertThat(surface.isRight("Use alpha.", "x"))
                .isEqualTo(surface.isRight("Use alpha.", "x"));
    }

    private static final Recorded POOL =
            new Recorded(
                    0.5,
                    List.of(
                            new Recorded.Scored("What is it?", 0.3),
                            new Recorded.Scored("What is it? Say why.", 0.7),
                            new Recorded.Scored("Name the thing.\n{thing}", 0.7)));

    @Test
    void aRecordedPromptHasItsScoreAndAnyOtherTextNone() {
        assertThat(measured(POOL, "What is it?")).isCloseTo(0.3, within(CHANCE));
        assertThat(measured(POOL, "What is it? Say why.")).isCloseTo(0.7, within(CHANCE));
        assertThat(measured(POOL, "What else?")).isZero();
        assertThat(measured(POOL, "")).isZero();
        assertThat(POOL.best()).isEqualTo(0.7);
        assertThat(POOL.score("  what is **it**? Say\nwhy.")).isEqualTo(0.7);
        assertThat(POOL.score("q 1\na 1\n\nWhat is it? Say why.")).isEqualTo(0.7);
        assertThat(POOL.isRight("q 1\na 1\n\nWhat is it?", "x"))
                .isEqualTo(POOL.isRight("What is it?", "x"));
    }

    @Test
    void recordedAnswersToTwoPromptsOfOneScoreAreAsAlikeAsTheCommonPartSays() {
        String one = "What is it? Say why.";
        String other = "Name the thing. {thing}";
        double both =
                IntStream.range(0, EXAMPLES)
                                .filter(i -> POOL.isRight(one, "example " + i))
                                .filter(i -> POOL.isRight(other, "example " + i))
                                .count()
                        / (double) EXAMPLES;
        // P(both) = 0.5 * 0.7 + 0.5 * 0.49.
        assertThat(both).isCloseTo(0.595, within(CHANCE));
        Recorded alike = new Recorded(1, POOL.prompts());
        assertThat(IntStream.range(0, 500).mapToObj(i -> "example " + i))
                .allMatch(i -> alike.isRight(one, i) == alike.isRight(other, i))
                .allMatch(i -> alike.isRight(one, i) || !alike.isRight("What is it?", i));
    }

    @Test
    void theOldSurfaceSaysItsScoreToo() {
        Skills surface = new Skills(List.of(skill("alpha", 0.6), skill("beta", 0.5)), DISTRACTORS);
        assertThat(measured(surface, "")).isCloseTo(0.2, within(CHANCE));
        assertThat(measured(surface, "Use alpha.")).isCloseTo(0.5, within(CHANCE));
        assertThat(measured(surface, "Use alpha and beta.")).isEqualTo(surface.best());
    }

    @Test
    void surfacesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Additive(List.of(skill("a", 0.7), skill("b", 0.7)), List.of()))
                .hasMessageContaining("1.4");
        assertThatThrownBy(
                        () ->
                                new Deceptive(
                                        0,
                                        List.of(skill("a", 0.5)),
                                        List.of(skill("b", 0.5)),
                                        List.of()))
                .hasMessageContaining("nobody is deceived");
        assertThatThrownBy(() -> new Noisy(0.5, List.of(skill("a", 0.6)), List.of()))
                .hasMessageContaining("1.1");
        assertThatThrownBy(
                        () ->
                                new Interacting(
                                        List.of(skill("a", 0.5), skill("b", 0.1)),
                                        List.of(),
                                        List.of(new Interacting.Conflict("a", "c")),
                                        List.of()))
                .hasMessageContaining("\"c\" is the name of no skill");
        assertThatThrownBy(
                        () ->
                                new Recorded(
                                        0.5,
                                        List.of(
                                                new Recorded.Scored("A b.", 0.1),
                                                new Recorded.Scored("a  B.", 0.2))))
                .hasMessageContaining("twice");
    }
}
