package dev.hone.policy.fallback;

import dev.hone.Prompt;
import dev.hone.experience.Query;

/// The prompt for a query, and why.
///
/// @param prompt to use
/// @param gain predicted gain over the best single prompt of the prompt that looks best, in score
/// @param fallBack whether that gain was not credible, so that the best single prompt is used
public record SafeChoice(Query query, Prompt prompt, double gain, boolean fallBack) {}
