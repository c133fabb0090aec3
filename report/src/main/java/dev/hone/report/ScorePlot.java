package dev.hone.report;

import dev.hone.result.PromptScore;
import dev.hone.result.SplitResult;
import dev.hone.statistics.Interval;

import java.util.List;

/// The seed prompt's and the best prompt's score on one split, each with its interval, on one
/// scale.
///
/// @param ticks of the scale below
record ScorePlot(String split, SplitResult result, Bar seed, Bar best, List<Tick> ticks) {

    static ScorePlot of(String split, SplitResult result) {
        Scale scale =
                Scale.around(
                        List.of(result.seedAlone().interval95(), result.bestAlone().interval95()));
        return new ScorePlot(
                split,
                result,
                Bar.of(result.seedAlone(), scale),
                Bar.of(result.bestAlone(), scale),
                scale.ticks().stream().map(score -> Tick.of(score, scale)).toList());
    }

    /// For example `200 examples`, or how many of them could be compared.
    String compared() {
        return result.pairs() == result.examples()
                ? Numbers.count(result.examples())
                        + (result.examples() == 1 ? " example" : " examples")
                : Numbers.count(result.pairs())
                        + " of "
                        + Numbers.count(result.examples())
                        + " examples answered under both";
    }

    boolean isTest() {
        return split.equals("Test");
    }

    /// For example `= 0.063`.
    String pValue() {
        String p = Numbers.probability(result.pValue());
        return p.startsWith("<") ? p : "=\u00a0" + p;
    }

    /// What is not known because examples have no answer; empty when all have one.
    String missing() {
        return result.pairs() == result.examples()
                ? ""
                : "Some examples have no answer: the seed prompt answered "
                        + coverage(result.seedAlone())
                        + ", the best prompt "
                        + coverage(result.bestAlone())
                        + ".";
    }

    private static String coverage(PromptScore score) {
        return Numbers.percent(score.coverage())
                + " of them (its score lies between "
                + Numbers.percent(score.bounds().low())
                + " and "
                + Numbers.percent(score.bounds().high())
                + ", whatever the rest is worth)";
    }

    /// A score with its interval.
    ///
    /// @param low where it begins, from left to right
    record Bar(String score, String interval, String low, String at, String high) {

        static Bar of(PromptScore score, Scale scale) {
            return of(score.score(), score.interval95(), scale);
        }

        static Bar of(double score, Interval interval, Scale scale) {
            return new Bar(
                    Numbers.percent(score),
                    Numbers.percents(interval),
                    scale.across(interval.low()),
                    scale.across(score),
                    scale.across(interval.high()));
        }
    }

    /// A mark of the scale.
    record Tick(String label, String at) {

        static Tick of(double score, Scale scale) {
            return new Tick(Math.round(100 * score) + "\u00a0%", scale.across(score));
        }
    }
}
