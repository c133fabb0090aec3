package dev.hone.evaluation;

import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.model.TokenUsage;

/// What became of one example. A failure is not a score: it is never averaged in.
public sealed interface Outcome {

    Example example();

    /// The model answered.
    ///
    /// @param score in [0, 1]
    /// @param feedback of the metric, in plain words: at most [#MOST_FEEDBACK] characters, the last
    ///   of them `…` where it was longer, without control characters other than tabs and line
    ///   breaks; empty where there is none. It may come from a model: hostile text.
    /// @param usage of all requests the answer took, whoever paid for them
    record Scored(
            Example example, Prediction prediction, double score, String feedback, TokenUsage usage)
            implements Outcome {

        /// Characters of feedback that are kept.
        public static final int MOST_FEEDBACK = 1_000;

        public Scored {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException(
                        "The score ("
                                + score
                                + ") of example "
                                + example.id()
                                + " must lie in [0, 1].");
            }
            feedback = Feedback.of(feedback, MOST_FEEDBACK);
            usage = usage.isKnown() ? usage : TokenUsage.UNKNOWN;
        }

        /// Without feedback, and nothing known of its tokens.
        public Scored(Example example, Prediction prediction, double score) {
            this(example, prediction, score, "", TokenUsage.UNKNOWN);
        }
    }

    /// The model gave no answer, after all retries.
    ///
    /// @param reason for people; contains no secret
    record Failed(Example example, String reason) implements Outcome {}
}
