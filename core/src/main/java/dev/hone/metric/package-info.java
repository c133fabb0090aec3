/// How good an answer is: [Metrics][dev.hone.metric.Metrics] makes every [Metric][dev.hone.Metric]
/// Hone brings along, and [MetricSpec][dev.hone.metric.MetricSpec] is one as a task file names it.
///
/// Several references: exact, choice, number, boolean and contains ask that one of them is met; F1
/// takes the best; ROUGE-L averages, as GPO's evaluation does, or takes the best; BLEU counts them
/// together. A score is a number in [0, 1], and an empty answer scores 0 unless the reference is
/// empty too.
@NullMarked
package dev.hone.metric;

import org.jspecify.annotations.NullMarked;
