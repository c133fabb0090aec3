package dev.hone.evaluation;

import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// What became of one example. A failure is not a score: it is never averaged in.
public sealed interface Outcome {

    Example example();

    /// The model answered.
    ///
    /// Equal are outcomes that differ in their latency alone, as
    /// [answers][dev.hone.model.ModelResponse] are.
    ///
    /// @param score in [0, 1]
    /// @param feedback of the metric, in plain words: at most [#MOST_FEEDBACK] characters, the last
    ///   of them `…` where it was longer, without control characters other than tabs and line
    ///   breaks; empty where there is none. It may come from a model: hostile text.
    /// @param usage of all requests the answer took, whoever paid for them
    /// @param latency of all of them, one after the other, 0 or more, in whole milliseconds; null
    ///   when it is not known of every one
    record Scored(
            Example example,
            Prediction prediction,
            double score,
            String feedback,
            TokenUsage usage,
            @Nullable Duration latency)
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
            if (latency != null) {
                if (latency.isNegative()) {
                    throw new IllegalArgumentException(
                            "The latency ("
                                    + latency
                                    + ") of example "
                                    + example.id()
                                    + " must be 0 or more.");
                }
                latency = latency.truncatedTo(ChronoUnit.MILLIS);
            }
        }

        /// Nobody knows how long it took.
        public Scored(
                Example example,
                Prediction prediction,
                double score,
                String feedback,
                TokenUsage usage) {
            this(example, prediction, score, feedback, usage, null);
        }

        /// Without feedback, and nothing known of its tokens and its time.
        public Scored(Example example, Prediction prediction, double score) {
            this(example, prediction, score, "", TokenUsage.UNKNOWN);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Scored scored
                    && example.equals(scored.example)
                    && prediction.equals(scored.prediction)
                    && Double.compare(score, scored.score) == 0
                    && feedback.equals(scored.feedback)
                    && usage.equals(scored.usage);
        }

        @Override
        public int hashCode() {
            return Objects.hash(example, prediction, score, feedback, usage);
        }
    }

    /// The model gave no answer, after all retries.
    ///
    /// @param reason for people; contains no secret
    record Failed(Example example, String reason) implements Outcome {}
}
