package dev.hone.data;

import dev.hone.Splits;

/// What a [DataSource] holds.
///
/// @param ignored examples that were read and belong to no split
public record LoadedSplits(Splits splits, int ignored) {}
