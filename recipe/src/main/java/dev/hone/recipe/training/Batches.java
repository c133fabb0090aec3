package dev.hone.recipe.training;

import dev.hone.recipe.lesson.Lessons;
import dev.hone.recipe.tokenizer.WordTokenizer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Lessons in batches of about as many tokens each, drawn many at a time so that a batch holds
/// lessons of about the same length, and little padding.
final class Batches {

    private static final int DRAWN_AT_ONCE = 2048;

    private final Lessons lessons;
    private final WordTokenizer tokenizer;
    private final int tokensEach;
    private final int context;
    private final Random random;
    private final Deque<LessonBatch> ready = new ArrayDeque<>();

    /// @param context longer lessons are left out
    Batches(Lessons lessons, WordTokenizer tokenizer, int tokensEach, int context, Random random) {
        this.lessons = lessons;
        this.tokenizer = tokenizer;
        this.tokensEach = tokensEach;
        this.context = context;
        this.random = random;
    }

    LessonBatch next() {
        if (ready.isEmpty()) {
            draw();
        }
        return ready.removeFirst();
    }

    private void draw() {
        List<LessonTokens> drawn = new ArrayList<>();
        while (drawn.size() < DRAWN_AT_ONCE) {
            LessonTokens lesson = LessonTokens.of(lessons.draw(random), tokenizer);
            if (lesson.length() <= context) {
                drawn.add(lesson);
            }
        }
        drawn.sort(Comparator.comparingInt(LessonTokens::length));
        List<LessonBatch> batches = new ArrayList<>();
        int from = 0;
        while (from < drawn.size()) {
            int to = from;
            while (to < drawn.size() && (to + 1 - from) * drawn.get(to).length() <= tokensEach) {
                to++;
            }
            to = Math.max(to, from + 1);
            batches.add(LessonBatch.of(drawn.subList(from, to)));
            from = to;
        }
        Collections.shuffle(batches, random);
        ready.addAll(batches);
    }
}
