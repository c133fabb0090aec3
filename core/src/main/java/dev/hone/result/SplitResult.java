package dev.hone.result;

import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;
import dev.hone.statistics.Interval;
import dev.hone.statistics.PairedComparison;
import dev.hone.statistics.Rounded;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The best prompt against the seed prompt on one split. Numbers are rounded to six decimals, the
/// p-value to six significant digits.
///
/// @param seed mean score of the seed prompt over the pairs
/// @param best mean score of the best prompt over the pairs
/// @param difference `best - seed`
/// @param interval95 of the difference
/// @param coverage the part of the examples that were answered under both prompts: `pairs /
///   examples`
/// @param examples of the split
/// @param pairs the examples answered under both prompts; only they are compared
/// @param wins pairs in which the best prompt scored higher
/// @param losses pairs in which it scored lower
/// @param ties pairs in which both scored the same
/// @param pValue of the exact two-sided sign test
/// @param significant whether chance is a poor explanation of the difference
///   ([PairedComparison#significant()])
/// @param seedAlone the seed prompt over all examples answered under it
/// @param bestAlone the best prompt over all examples answered under it
public record SplitResult(
        double seed,
        double best,
        double difference,
        Interval interval95,
        double coverage,
        int examples,
        int pairs,
        int wins,
        int losses,
        int ties,
        double pValue,
        boolean significant,
        PromptScore seedAlone,
        PromptScore bestAlone) {

    /// Null when the seed prompt or the best prompt was not evaluated on the split.
    static @Nullable SplitResult of(RunView run, String split) {
        Map<Prompt, Evaluation> evaluations = run.evaluations(split);
        Evaluation seed = evaluations.get(run.seedPrompt());
        Evaluation best = evaluations.get(run.bestPrompt());
        if (seed == null || best == null) {
            return null;
        }
        PairedComparison comparison =
                PairedComparison.of(seed, best, run.streams().stream("difference " + split));
        return new SplitResult(
                Rounded.score(comparison.baselineScore()),
                Rounded.score(comparison.challengerScore()),
                Rounded.score(comparison.difference()),
                Rounded.interval(comparison.interval95()),
                Rounded.score((double) comparison.pairs() / comparison.examples()),
                comparison.examples(),
                comparison.pairs(),
                comparison.wins(),
                comparison.losses(),
                comparison.ties(),
                Rounded.probability(comparison.pValue()),
                comparison.significant(),
                PromptScore.of(seed, run.streams()),
                PromptScore.of(best, run.streams()));
    }
}
