package dev.hone.data;

/// The same input in two splits.
///
/// @param input how it starts, fit for a message
/// @param firstId of the example in `first`
/// @param secondId of the example in `second`
public record Leak(String input, Split first, String firstId, Split second, String secondId) {}
