package dev.hone.evaluation;

import dev.hone.Example;
import dev.hone.Prediction;

/// What became of one example. A failure is not a score: it is never averaged in.
public sealed interface Outcome {

    Example example();

    /// The model answered.
    ///
    /// @param score in [0, 1]
    record Scored(Example example, Prediction prediction, double score) implements Outcome {

        public Scored {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException(
                        "The score ("
                                + score
                                + ") of example "
                                + example.id()
                                + " must lie in [0, 1].");
            }
        }
    }

    /// The model gave no answer, after all retries.
    ///
    /// @param reason for people; contains no secret
    record Failed(Example example, String reason) implements Outcome {}
}
