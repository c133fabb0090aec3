package dev.hone.recipe;

import dev.hone.recipe.training.Teaching;

import java.io.PrintStream;

/// Prints how teaching goes, every so many steps.
final class Diary {

    private static final int EACH = 100;

    private final PrintStream out;
    private long since = System.nanoTime();
    private double losses;
    private long lessons;
    private long tokens;

    Diary(PrintStream out) {
        this.out = out;
    }

    void note(Teaching.Step step) {
        losses += step.loss();
        lessons += step.lessons();
        tokens += step.tokens();
        if (step.number() % EACH == 0) {
            double seconds = (System.nanoTime() - since) / 1e9;
            out.printf(
                    "step %d: loss %.4f, %.0f lessons/s, %.0f tokens/s%n",
                    step.number(), losses / EACH, lessons / seconds, tokens / seconds);
            since = System.nanoTime();
            losses = 0;
            lessons = 0;
            tokens = 0;
        }
    }
}
