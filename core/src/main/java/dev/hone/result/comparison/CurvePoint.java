package dev.hone.result.comparison;

import dev.hone.Prompt;
import dev.hone.limit.Allowance;

/// The best score on validation that a search knew when it had used so much.
///
/// @param used by the search, from its start
/// @param score in [0, 1]
/// @param prompt that has it, the first of several
public record CurvePoint(Allowance.Used used, double score, Prompt prompt) {}
