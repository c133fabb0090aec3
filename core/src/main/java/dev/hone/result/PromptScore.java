package dev.hone.result;

import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.Interval;
import dev.hone.statistics.Rounded;
import dev.hone.statistics.ScoreInterval;

/// The score of one prompt, or of one prompt for each example, on one split, by itself. All numbers
/// are rounded to six decimals.
///
/// @param score mean of the examples that were answered, in [0, 1]
/// @param interval95 of the score ([ScoreInterval])
/// @param coverage the part of the examples that were answered, in [0, 1]
/// @param bounds the score if every failed example had been wrong, and if every one had been right
public record PromptScore(double score, Interval interval95, double coverage, Interval bounds) {

    /// @param streams of the run; the interval draws from a stream of its own, so that it does not
    ///   depend on what else is computed
    public static PromptScore of(Evaluation evaluation, RandomStreams streams) {
        String stream =
                "interval " + evaluation.dataset() + " " + evaluation.prompt().digest().hex();
        return new PromptScore(
                Rounded.score(evaluation.score()),
                Rounded.interval(ScoreInterval.of(evaluation, streams.stream(stream))),
                Rounded.score(evaluation.coverage()),
                Rounded.interval(new Interval(evaluation.lowerBound(), evaluation.upperBound())));
    }

    /// As above, where each example had a prompt of its own.
    public static PromptScore of(MixedEvaluation evaluation, RandomStreams streams) {
        String stream = "interval " + evaluation.dataset() + " mixed";
        return new PromptScore(
                Rounded.score(evaluation.score()),
                Rounded.interval(ScoreInterval.of(evaluation, streams.stream(stream))),
                Rounded.score(evaluation.coverage()),
                Rounded.interval(new Interval(evaluation.lowerBound(), evaluation.upperBound())));
    }
}
