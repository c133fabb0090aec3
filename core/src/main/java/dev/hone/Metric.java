package dev.hone;

import java.util.Objects;

/// How good a prediction is.
///
/// Implementations are thread-safe. What they say of a prediction depends on nothing but the
/// arguments, so that a run replays to the same scores; a metric that asks a language model is as
/// deterministic as the ledger makes that model.
@FunctionalInterface
public interface Metric {

    /// A score in [0, 1]; higher is better. Never NaN.
    double score(Prediction prediction, Example example);

    /// The [score][#score] with what there is to say of the answer, for searches that reflect on
    /// mistakes; without feedback unless a metric says otherwise. The only method an evaluation
    /// calls. Never null.
    default ScoreWithFeedback scoreWithFeedback(Prediction prediction, Example example) {
        return new ScoreWithFeedback(score(prediction, example), "");
    }

    /// A score and the reason for it, as GEPA's feedback functions give them.
    ///
    /// @param score in [0, 1], never NaN
    /// @param feedback what is wrong with the answer, or how it could be better, in plain words for
    ///   the optimizer model; empty where there is nothing to say. An evaluation keeps its first
    ///   1,000 characters.
    record ScoreWithFeedback(double score, String feedback) {

        public ScoreWithFeedback {
            Objects.requireNonNull(feedback, "The feedback is null; empty means none.");
        }
    }
}
