package dev.hone;

/// How good a prediction is.
///
/// Implementations are thread-safe. The score of a prediction depends on nothing but the arguments,
/// so that a run replays to the same scores; a metric that asks a language model is as
/// deterministic as the ledger makes that model.
@FunctionalInterface
public interface Metric {

    /// A score in [0, 1]; higher is better. Never NaN.
    double score(Prediction prediction, Example example);
}
