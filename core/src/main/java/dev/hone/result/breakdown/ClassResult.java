package dev.hone.result.breakdown;

import dev.hone.Digest;
import dev.hone.evaluation.Evaluation;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.Interval;
import dev.hone.statistics.PairedScores;
import dev.hone.statistics.PairedScores.Pair;
import dev.hone.statistics.Rounded;
import dev.hone.statistics.ScoreInterval;
import dev.hone.statistics.SignTest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The best prompt against the seed prompt on the examples of one class. Only examples answered
/// under both are compared. Numbers are rounded to six decimals, the p-value to six significant
/// digits.
///
/// A class is small, so each score has an interval that holds for few examples too, and the
/// difference an exact test instead of a bootstrap, which is too sure of itself there.
///
/// @param target of all its examples
/// @param examples of the class, answered or not
/// @param pairs the examples answered under both prompts
/// @param seed mean score of the seed prompt over the pairs; 0 without any
/// @param seedInterval95 of it ([ScoreInterval]); [0, 1] without pairs
/// @param best mean score of the best prompt over the pairs; 0 without any
/// @param bestInterval95 of it
/// @param difference `best - seed`
/// @param wins pairs in which the best prompt scored higher
/// @param losses pairs in which it scored lower
/// @param pValue of the exact two-sided sign test of this class alone
public record ClassResult(
        String target,
        int examples,
        int pairs,
        double seed,
        Interval seedInterval95,
        double best,
        Interval bestInterval95,
        double difference,
        int wins,
        int losses,
        double pValue) {

    private static final double LEVEL = 0.05;

    /// One for each of the [Classes], in their order; empty where there are none.
    ///
    /// @param best of the same examples as `seed`
    /// @param streams of the run
    public static List<ClassResult> of(Evaluation seed, Evaluation best, RandomStreams streams) {
        List<Evaluation> before = Classes.of(seed);
        List<Evaluation> after = Classes.of(best);
        List<ClassResult> results = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            results.add(ofOne(before.get(i), after.get(i), streams));
        }
        return List.copyOf(results);
    }

    private static ClassResult ofOne(Evaluation seed, Evaluation best, RandomStreams streams) {
        String target = Classes.target(seed);
        List<Pair> pairs = PairedScores.of(seed.outcomes(), best.outcomes()).pairs();
        double before = mean(pairs, Pair::baseline);
        double after = mean(pairs, Pair::challenger);
        int wins = (int) pairs.stream().filter(pair -> pair.difference() > 0).count();
        int losses = (int) pairs.stream().filter(pair -> pair.difference() < 0).count();
        String stream = "class " + seed.dataset() + " " + Digest.of(target).hex();
        return new ClassResult(
                target,
                seed.outcomes().size(),
                pairs.size(),
                Rounded.score(before),
                interval(pairs, Pair::baseline, streams, stream + " seed"),
                Rounded.score(after),
                interval(pairs, Pair::challenger, streams, stream + " best"),
                Rounded.score(after - before),
                wins,
                losses,
                Rounded.probability(SignTest.pValue(wins, losses)));
    }

    /// Whether the difference may well be chance: the sign test of this class gives p ≥ 0.05.
    public boolean mayBeChance() {
        return pValue >= LEVEL;
    }

    private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> score) {
        return pairs.stream().mapToDouble(score).average().orElse(0);
    }

    private static Interval interval(
            List<Pair> pairs, ToDoubleFunction<Pair> score, RandomStreams streams, String stream) {
        double[] scores = pairs.stream().mapToDouble(score).toArray();
        return Rounded.interval(ScoreInterval.of(scores, streams.stream(stream)));
    }
}
