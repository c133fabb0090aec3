package dev.hone.optimizer.sampling;

import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;

import java.util.List;

/// What a prompt got wrong.
public final class Mistakes {

    private Mistakes() {}

    /// The answers that are not perfect: a score below 1. An example without an answer says nothing
    /// about the prompt and is no mistake.
    public static List<Outcome.Scored> in(Evaluation evaluation) {
        return evaluation.outcomes().stream()
                .filter(Outcome.Scored.class::isInstance)
                .map(Outcome.Scored.class::cast)
                .filter(outcome -> outcome.score() < 1)
                .toList();
    }

    /// As an optimizer model is shown it, with the metric's feedback where there is any.
    public static String text(Outcome.Scored mistake) {
        String feedback = mistake.feedback().isEmpty() ? "" : "\nFeedback:\n" + mistake.feedback();
        return "Question:\n"
                + mistake.example().input()
                + "\nWrong output:\n"
                + mistake.prediction().answer()
                + "\nRight output:\n"
                + mistake.example().target()
                + feedback;
    }
}
