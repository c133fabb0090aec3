package dev.hone.experience.pool;

import dev.hone.Dataset;
import dev.hone.experience.OfflineDataset;

/// A data set made on purpose.
///
/// @param experiences every prompt of the pool on every query of the sample, but for the failed
/// @param sample the training examples that were asked
/// @param failed pairs the model gave no answer to
public record BuiltDataset(
        OfflineDataset experiences, PromptPool pool, Dataset sample, int failed) {}
