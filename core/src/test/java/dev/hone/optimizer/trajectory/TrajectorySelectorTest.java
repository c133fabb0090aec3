package dev.hone.optimizer.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Prompt;
import dev.hone.model.Embedder;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What every momentum strategy shows, and in which order.
class TrajectorySelectorTest {

    private static final ScoredPrompt A = new ScoredPrompt(new Prompt("a"), 0.5, 0);
    private static final ScoredPrompt B = new ScoredPrompt(new Prompt("b"), 0.9, 1);
    private static final ScoredPrompt C = new ScoredPrompt(new Prompt("c"), 0.9, 2);
    private static final ScoredPrompt D = new ScoredPrompt(new Prompt("d"), 0.1, 3);
    private static final List<ScoredPrompt> ALL = List.of(A, B, C, D);

    /// `d` is at the origin of angles; `a` is nearest to it, then `c`, then `b`.
    private static final Embedder ANGLES =
            texts ->
                    texts.stream()
                            .map(
                                    text ->
                                            switch (text) {
                                                case "a" -> angle(10);
                                                case "b" -> angle(80);
                                                case "c" -> angle(40);
                                                default -> angle(0);
                                            })
                            .toList();

    private static float[] angle(double degrees) {
        double radians = Math.toRadians(degrees);
        return new float[] {(float) Math.cos(radians), (float) Math.sin(radians)};
    }

    @Test
    void noneShowsNothing() {
        assertThat(new None().select(ALL, D)).isEmpty();
    }

    @Test
    void recencyShowsTheNewestFirst() {
        assertThat(new Recency(3).select(ALL, D)).containsExactly(D, C, B);
        assertThat(new Recency(9).select(ALL, D)).containsExactly(D, C, B, A);
    }

    @Test
    void importanceShowsTheBestFirstAndForcesNothingIn() {
        assertThat(new Importance(3).select(ALL, D)).containsExactly(B, C, A);
    }

    @Test
    void relevanceShowsTheMostSimilarLastInPaperOrder() {
        assertThat(new Relevance(3, Relevance.Order.ASCENDING, ANGLES).select(ALL, D))
                .containsExactly(C, A, D);
    }

    @Test
    void relevanceShowsTheCurrentFirstInCodeOrder() {
        assertThat(new Relevance(3, Relevance.Order.DESCENDING, ANGLES).select(ALL, D))
                .containsExactly(D, A, C);
    }

    @Test
    void relevanceTakesTheEarlierOfEquallySimilarItems() {
        Embedder same = texts -> texts.stream().map(text -> angle(5)).toList();
        assertThat(new Relevance(3, Relevance.Order.DESCENDING, same).select(ALL, D))
                .containsExactly(D, A, B);
    }

    @Test
    void relevanceShowsOnlyTheCurrentWhenTheTrajectoryIsShort() {
        assertThat(new Relevance(3, Relevance.Order.ASCENDING, ANGLES).select(List.of(A), A))
                .containsExactly(A);
        assertThat(new Relevance(1, Relevance.Order.ASCENDING, ANGLES).select(ALL, D))
                .containsExactly(D);
    }

    @Test
    void relevanceEmbedsEveryTextOnce() {
        List<String> embedded = new ArrayList<>();
        Embedder counting =
                texts -> {
                    embedded.addAll(texts);
                    return ANGLES.embed(texts);
                };
        Relevance relevance = new Relevance(3, Relevance.Order.ASCENDING, counting);
        relevance.select(List.of(A, B), B);
        relevance.select(ALL, D);
        assertThat(embedded).containsExactly("a", "b", "c", "d");
    }
}
