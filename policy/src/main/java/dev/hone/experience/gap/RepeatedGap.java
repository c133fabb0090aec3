package dev.hone.experience.gap;

import dev.hone.statistics.Interval;

/// The gap without luck, measured where a prompt answered a query at least twice. All figures are
/// of those queries and prompts alone.
///
/// @param queries with at least two prompts that answered at least twice
/// @param pairs of such a query and prompt
/// @param bestSingle accuracy of the best single prompt, cross-fitted as in [BestSingle]
/// @param rawOracle mean of each query's highest mean
/// @param oracle the same without luck: chosen by other answers than the one it is scored on. A
///   lower bound: more answers would choose better
/// @param gap `oracle - bestSingle`; below 0 where choosing by a few answers does harm
/// @param gap95 its 95 % interval: percentile bootstrap over the queries
/// @param luck `rawOracle - oracle`
/// @param luck95 its 95 % interval
public record RepeatedGap(
        int queries,
        int pairs,
        double bestSingle,
        double rawOracle,
        double oracle,
        double gap,
        Interval gap95,
        double luck,
        Interval luck95) {}
