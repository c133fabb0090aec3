package dev.hone.evaluation;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.model.ModelException;

import java.util.Arrays;
import java.util.Objects;

/// Calls a metric, which may be the user's own class: whatever it throws or gives that is no score
/// is the user's to know, with class, example and answer.
final class UserScore {

    private static final int LONGEST_CAUSE = 200;

    private UserScore() {}

    /// @return with a score in [0, 1]
    /// @throws InputException when the metric throws, or gives no score
    /// @throws ModelException when the metric asks a model, and that is what failed
    static Metric.ScoreWithFeedback of(Metric metric, Prediction prediction, Example example) {
        Metric.ScoreWithFeedback scored;
        try {
            scored =
                    Objects.requireNonNull(
                            metric.scoreWithFeedback(prediction, example),
                            "scoreWithFeedback gave null");
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new InputException(
                    who(metric)
                            + " failed"
                            + on(prediction, example)
                            + ": "
                            + Excerpt.of(e.toString(), LONGEST_CAUSE)
                            + where(metric, e)
                            + ". It must give every answer a score from 0 to 1, also an empty or"
                            + " unreadable one.",
                    e);
        }
        double score = scored.score();
        if (!(score >= 0 && score <= 1)) {
            throw new InputException(
                    who(metric)
                            + " gave "
                            + score
                            + on(prediction, example)
                            + ", but a score must be from 0 to 1."
                            + (score > 1 ? " Divide by the highest it can give." : ""));
        }
        return scored;
    }

    private static String who(Metric metric) {
        return "The metric " + metric.getClass().getName();
    }

    private static String on(Prediction prediction, Example example) {
        return " on example "
                + Excerpt.of(example.id())
                + " (answer \""
                + Excerpt.of(prediction.answer())
                + "\")";
    }

    /// The line of the metric's own code, when it is known.
    private static String where(Metric metric, Throwable failure) {
        String name = metric.getClass().getName();
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().equals(name) && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> " (" + frame.getFileName() + ", line " + frame.getLineNumber() + ")")
                .orElse("");
    }
}
