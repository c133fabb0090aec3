package dev.hone.optimizer.gpo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Prompt;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class SelectionTest {

    private static final ScoredPrompt CURRENT = scored("current", 0.9);
    private static final ScoredPrompt GOOD = scored("good", 0.6);
    private static final ScoredPrompt EQUAL = scored("equal", 0.6);
    private static final ScoredPrompt BAD = scored("bad", 0.0);

    private static ScoredPrompt scored(String text, double score) {
        return new ScoredPrompt(new Prompt(text), score, 1);
    }

    private static Set<Prompt> selected(ScoredPrompt... before) {
        return Set.of(
                java.util.Arrays.stream(before).map(ScoredPrompt::prompt).toArray(Prompt[]::new));
    }

    @Test
    void noveltyMovesToTheBestNewPromptEvenWhenItIsWorse() {
        assertThat(Selection.NOVELTY.select(CURRENT, List.of(BAD, GOOD, EQUAL), selected(CURRENT)))
                .isEqualTo(GOOD);
    }

    @Test
    void noveltyPassesOverWhatWasSelectedBefore() {
        assertThat(Selection.NOVELTY.select(CURRENT, List.of(GOOD, BAD), selected(CURRENT, GOOD)))
                .isEqualTo(BAD);
    }

    @Test
    void noveltyReselectsTheBestWhenNothingIsNew() {
        assertThat(
                        Selection.NOVELTY.select(
                                CURRENT, List.of(BAD, GOOD), selected(CURRENT, GOOD, BAD)))
                .isEqualTo(GOOD);
    }

    @Test
    void noveltyRanksTheCurrentPromptWithZero() {
        assertThat(Selection.NOVELTY.select(CURRENT, List.of(BAD), selected(CURRENT, BAD)))
                .isEqualTo(CURRENT);
        assertThat(Selection.NOVELTY.select(CURRENT, List.of(BAD), selected())).isEqualTo(CURRENT);
        assertThat(Selection.NOVELTY.select(CURRENT, List.of(GOOD), selected())).isEqualTo(GOOD);
    }

    @Test
    void elitismNeverReselects() {
        assertThat(Selection.ELITIST.select(CURRENT, List.of(GOOD), selected(CURRENT, GOOD)))
                .isNull();
        assertThat(Selection.ELITIST.select(CURRENT, List.of(BAD, EQUAL, GOOD), selected(CURRENT)))
                .isEqualTo(EQUAL);
    }

    @Test
    void elitismGoesOnFromTheBestAndNoveltyFromTheLast() {
        Trajectory trajectory = Trajectory.startingWith(CURRENT).plus(GOOD);
        assertThat(Selection.ELITIST.current(trajectory)).isEqualTo(CURRENT);
        assertThat(Selection.NOVELTY.current(trajectory)).isEqualTo(GOOD);
    }
}
