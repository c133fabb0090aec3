package dev.hone.experience.gap;

import dev.hone.Prompt;
import dev.hone.statistics.Interval;

/// The prompt to use when all queries get the same one.
///
/// @param prompt with the highest mean among those tried on at least 90 % of the queries (among
///   those tried on most, where there is none)
/// @param accuracy cross-fitted in ten folds: each query is scored under the prompt that is best on
///   the other folds, so that having picked the highest of several means is not part of it. In [0,
///   1], and usually a little below the prompt's own mean
/// @param interval95 of the accuracy: percentile bootstrap over the queries
public record BestSingle(Prompt prompt, double accuracy, Interval interval95) {}
