package dev.hone.policy.judgement;

import dev.hone.statistics.Interval;
import dev.hone.statistics.PairedComparison;

import java.util.OptionalDouble;

/// What a policy is worth, beside the best single prompt.
///
/// @param accuracy mean value of the queries it covers, in [0, 1]; 0 where it covers none
/// @param coverage share of the queries under whose chosen prompt something was recorded, in [0, 1]
/// @param againstBestSingle over the queries that both cover; the best single prompt is the
///   baseline
/// @param gapRecovered the difference as a share of the reliable oracle gap, both over the queries
///   that the policy, the best single prompt and the reliable oracle cover; empty where nothing was
///   recorded twice and where the reliable oracle is not above the best single prompt. Below 0 for
///   a policy that loses, above 1 for one that has luck or prompts which the oracle has not
public record PolicyRow(
        String policy,
        double accuracy,
        double coverage,
        PairedComparison againstBestSingle,
        OptionalDouble gapRecovered) {

    /// To the best single prompt, in [-1, 1].
    public double difference() {
        return againstBestSingle.difference();
    }

    /// Of the difference.
    public Interval interval95() {
        return againstBestSingle.interval95();
    }

    /// Queries on which the policy does better than the best single prompt.
    public int wins() {
        return againstBestSingle.wins();
    }

    /// Queries on which it does worse.
    public int losses() {
        return againstBestSingle.losses();
    }

    /// Of the exact sign test.
    public double pValue() {
        return againstBestSingle.pValue();
    }
}
