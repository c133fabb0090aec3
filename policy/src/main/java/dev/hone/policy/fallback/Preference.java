package dev.hone.policy.fallback;

import dev.hone.Prompt;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.policy.PromptScorer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How far the policy's own preference is to be believed, measured on queries it has not seen.
///
/// The preference for a prompt is its probability less that of the best single prompt. Its share is
/// the slope of the regression of what a gain model left unexplained on the preference, both less
/// their means over the queries of the same prompt, minus 1.645 standard errors that take the
/// prompts of a query as one observation; at least 0, and 0 below 30 queries.
///
/// @param share at least 0
/// @param added the gains of the validation queries with the preference added
record Preference(double share, PredictedGains added) {

    private static final double CREDIBLE = 1.645;
    private static final int FEWEST_QUERIES = 30;

    static Preference of(PredictedGains own, OfflineDataset validation, PromptScorer policy) {
        List<Query> queries =
                validation.queries().stream().filter(own.byQuery()::containsKey).toList();
        List<Prompt> prompts = own.prompts();
        int best = prompts.indexOf(own.best());
        double[][] preferences = new double[queries.size()][];
        double[][] unexplained = new double[queries.size()][prompts.size()];
        double[][] probabilities =
                queries.isEmpty() ? new double[0][] : policy.score(queries, prompts);
        for (int i = 0; i < queries.size(); i++) {
            Query query = queries.get(i);
            double[] predicted = Objects.requireNonNull(own.byQuery().get(query));
            preferences[i] = probabilities[i].clone();
            for (int p = 0; p < prompts.size(); p++) {
                preferences[i][p] -= probabilities[i][best];
                double realised =
                        GainModel.realised(own.data(), query, prompts.get(p), own.best())
                                .orElse(Double.NaN);
                unexplained[i][p] =
                        p == best || Double.isInfinite(predicted[p])
                                ? Double.NaN
                                : realised - predicted[p];
            }
        }
        double share = Math.max(0, credibleSlope(preferences, unexplained));
        Map<Query, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            double[] sum = Objects.requireNonNull(own.byQuery().get(queries.get(i))).clone();
            for (int p = 0; p < sum.length; p++) {
                sum[p] += share * preferences[i][p];
            }
            sums.put(queries.get(i), sum);
        }
        return new Preference(share, new PredictedGains(own.data(), prompts, own.best(), sums));
    }

    /// Least squares through the origin of centred columns; NaN marks what was not tried.
    private static double credibleSlope(double[][] x, double[][] y) {
        int columns = x.length == 0 ? 0 : x[0].length;
        double xx = 0;
        double xy = 0;
        double[] meansX = new double[columns];
        double[] meansY = new double[columns];
        for (int p = 0; p < columns; p++) {
            int n = 0;
            for (int i = 0; i < x.length; i++) {
                if (!Double.isNaN(y[i][p])) {
                    n++;
                    meansX[p] += (x[i][p] - meansX[p]) / n;
                    meansY[p] += (y[i][p] - meansY[p]) / n;
                }
            }
        }
        for (int i = 0; i < x.length; i++) {
            for (int p = 0; p < columns; p++) {
                if (!Double.isNaN(y[i][p])) {
                    double dx = x[i][p] - meansX[p];
                    xx += dx * dx;
                    xy += dx * (y[i][p] - meansY[p]);
                }
            }
        }
        if (xx == 0 || x.length < FEWEST_QUERIES) {
            return 0;
        }
        double slope = xy / xx;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            double influence = 0;
            for (int p = 0; p < columns; p++) {
                if (!Double.isNaN(y[i][p])) {
                    double dx = x[i][p] - meansX[p];
                    influence += dx * (y[i][p] - meansY[p] - slope * dx);
                }
            }
            squares += influence * influence;
        }
        return slope - CREDIBLE * Math.sqrt(squares) / xx;
    }
}
