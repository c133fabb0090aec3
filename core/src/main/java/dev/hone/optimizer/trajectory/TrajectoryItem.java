package dev.hone.optimizer.trajectory;

/// Something remembered from an earlier step that may be shown to the optimizer model again.
public interface TrajectoryItem {

    /// What is shown, and what relevance is measured on.
    String text();

    /// How good it was; higher is better. A prompt's score, or what a reflection gained.
    double value();
}
