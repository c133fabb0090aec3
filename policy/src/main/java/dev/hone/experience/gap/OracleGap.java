package dev.hone.experience.gap;

import dev.hone.InputException;
import dev.hone.experience.OfflineDataset;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.Bootstrap;
import dev.hone.statistics.Interval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What choosing a prompt for each query could gain over one prompt for all, and how much of it is
/// luck.
///
/// The per-query oracle takes, for each query, the best of several scores, and the best of several
/// scores is high by luck alone. Where prompts answered a query more than once, the luck is
/// measured and taken off ([RepeatedGap]). Where they did not, it cannot be told from what the
/// query needs; then `byDifficulty` says how high the oracle would be if no query needed a prompt
/// of its own.
///
/// @param queries in the data
/// @param samples answers in the data
/// @param coverage the part of all pairs of query and prompt that were tried, in (0, 1]
/// @param prompts the best mean first
/// @param rawOracle mean of each query's highest mean score, luck included, in [0, 1]; over the
///   queries that have a score under the best single prompt
/// @param rawGap `rawOracle` less the accuracy of the best single prompt
/// @param rawGap95 its 95 % interval: percentile bootstrap over the queries
/// @param repeated the gap without luck; empty where no two queries were answered twice
/// @param byDifficulty the raw oracle expected of queries that differ in difficulty alone (Rasch
///   model); empty where answers were repeated, and where scores are not just 0 and 1
public record OracleGap(
        int queries,
        int samples,
        double coverage,
        List<PromptMean> prompts,
        BestSingle bestSingle,
        double rawOracle,
        double rawGap,
        Interval rawGap95,
        Optional<RepeatedGap> repeated,
        OptionalDouble byDifficulty) {

    private static final int FEWEST_QUERIES = 2;

    public OracleGap {
        prompts = List.copyOf(prompts);
    }

    /// Measures the gap.
    ///
    /// @param random deals queries out to folds and draws the bootstraps, and does nothing else
    /// @throws InputException when there are fewer than two queries
    public static OracleGap of(OfflineDataset dataset, RandomStreams random) {
        if (dataset.queries().size() < FEWEST_QUERIES) {
            throw new InputException(
                    "The gap needs at least "
                            + FEWEST_QUERIES
                            + " queries, but the data have "
                            + dataset.queries().size()
                            + ".");
        }
        ScoreTable table = ScoreTable.of(dataset);
        Folds folds = Folds.of(table.queries(), random.stream("gap/folds"));
        double[] single = CrossFit.bestSingle(table, folds);
        int[] judged =
                IntStream.range(0, single.length).filter(q -> !Double.isNaN(single[q])).toArray();
        if (judged.length == 0) {
            throw new InputException(
                    "No query was tried under a prompt that other queries were tried under too,"
                            + " so no prompt can be judged as the best for all.");
        }
        double[] accuracy = Arrays.stream(judged).mapToDouble(q -> single[q]).toArray();
        double[] highest = Arrays.stream(judged).mapToDouble(table::highest).toArray();
        double[] gaps = minus(highest, accuracy);
        ScoreTable twice = table.repeated();
        Optional<RepeatedGap> repeated =
                twice.queries() < FEWEST_QUERIES ? Optional.empty() : repeated(twice, random);
        List<PromptMean> prompts = prompts(table);
        return new OracleGap(
                table.queries(),
                prompts.stream().mapToInt(PromptMean::samples).sum(),
                (double) table.pairs() / table.queries() / prompts.size(),
                prompts,
                new BestSingle(
                        table.prompts().get(CrossFit.bestOnAll(table)),
                        mean(accuracy),
                        Bootstrap.ofMean(accuracy, random.stream("gap/best-single"))),
                mean(highest),
                mean(gaps),
                Bootstrap.ofMean(gaps, random.stream("gap/raw")),
                repeated,
                repeated.isPresent()
                        ? OptionalDouble.empty()
                        : DifficultyModel.expectedOracle(table));
    }

    /// Whether training a policy is worth it.
    public Recommendation recommendation() {
        return Recommendation.of(this);
    }

    private static Optional<RepeatedGap> repeated(ScoreTable table, RandomStreams random) {
        Folds folds = Folds.of(table.queries(), random.stream("gap/repeated/folds"));
        double[] single = CrossFit.bestSingle(table, folds);
        double[] oracle = LeaveOneOut.oracle(table, folds);
        int[] judged =
                IntStream.range(0, single.length).filter(q -> !Double.isNaN(single[q])).toArray();
        if (judged.length < FEWEST_QUERIES) {
            return Optional.empty();
        }
        double[] best = Arrays.stream(judged).mapToDouble(q -> single[q]).toArray();
        double[] chosen = Arrays.stream(judged).mapToDouble(q -> oracle[q]).toArray();
        double[] highest = Arrays.stream(judged).mapToDouble(table::highest).toArray();
        double[] gaps = minus(chosen, best);
        double[] luck = minus(highest, chosen);
        return Optional.of(
                new RepeatedGap(
                        judged.length,
                        table.pairs(),
                        mean(best),
                        mean(highest),
                        mean(chosen),
                        mean(gaps),
                        Bootstrap.ofMean(gaps, random.stream("gap/repeated")),
                        mean(luck),
                        Bootstrap.ofMean(luck, random.stream("gap/luck"))));
    }

    private static List<PromptMean> prompts(ScoreTable table) {
        return IntStream.range(0, table.prompts().size())
                .mapToObj(
                        prompt ->
                                new PromptMean(
                                        table.prompts().get(prompt),
                                        table.meanUnder(prompt),
                                        table.queriesUnder(prompt),
                                        table.samplesUnder(prompt)))
                .sorted(Comparator.comparingDouble(PromptMean::mean).reversed())
                .toList();
    }

    private static double[] minus(double[] left, double[] right) {
        double[] differences = new double[left.length];
        Arrays.setAll(differences, i -> left[i] - right[i]);
        return differences;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
