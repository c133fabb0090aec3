package dev.hone.experience.gap;

import dev.hone.Prompt;

/// How a prompt did.
///
/// @param mean score over the queries it was tried on, each weighing the same, in [0, 1]
/// @param queries it was tried on
/// @param samples answers in all
public record PromptMean(Prompt prompt, double mean, int queries, int samples) {}
