package dev.hone.optimizer.gpo;

/// When the step's batch of the train split is put to the task model.
public enum TrainBatches {
    /// At every step, as the official code does although nothing but reflection looks at it.
    ALWAYS,
    /// Only when reflection needs it.
    WHEN_REFLECTING
}
