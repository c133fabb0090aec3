package dev.hone.task;

import org.jspecify.annotations.Nullable;

/// The `judge` section: a language model that scores answers.
///
/// @param rubric what makes an answer good; null for the metric's own
public record JudgeSection(ModelSection judgeModel, @Nullable String rubric) {}
