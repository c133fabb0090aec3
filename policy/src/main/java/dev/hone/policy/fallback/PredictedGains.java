package dev.hone.policy.fallback;

import dev.hone.Prompt;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.policy.judgement.Folds;
import dev.hone.run.RandomStreams;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gains predicted for queries by models that have not seen their outcomes.
///
/// @param data the outcomes
/// @param prompts the columns
/// @param best the prompt that the others are compared with
/// @param byQuery one gain for every prompt, for the queries that there are predictions for
record PredictedGains(
        OfflineDataset data, List<Prompt> prompts, Prompt best, Map<Query, double[]> byQuery) {

    /// Every fold is predicted by a [GainModel] of the others.
    ///
    /// @param folds of one data set
    static PredictedGains crossFitted(
            OfflineDataset data, List<Folds.Fold> folds, Prompt best, double penalty) {
        List<Prompt> prompts = data.prompts();
        Map<Query, double[]> gains = new LinkedHashMap<>();
        for (Folds.Fold fold : folds) {
            GainModel model = GainModel.fit(fold.training(), best, penalty);
            fold.test().queries().forEach(query -> gains.put(query, model.gains(query, prompts)));
        }
        return new PredictedGains(data, prompts, best, gains);
    }

    static List<Folds.Fold> folds(OfflineDataset data, int most, RandomStreams random) {
        return Folds.of(data, Math.min(most, data.queries().size()), random);
    }

    /// The realised gain of each query if the prompt with the highest predicted gain is taken where
    /// that gain is above a threshold, and the best single prompt elsewhere. Queries for which the
    /// prompt taken was not tried are left out.
    double[] realised(double threshold) {
        double[] realised = new double[byQuery.size()];
        int count = 0;
        for (Map.Entry<Query, double[]> entry : byQuery.entrySet()) {
            int choice = highest(entry.getValue());
            if (!(entry.getValue()[choice] > threshold)) {
                realised[count++] = 0;
                continue;
            }
            double gain =
                    GainModel.realised(data, entry.getKey(), prompts.get(choice), best)
                            .orElse(Double.NaN);
            if (!Double.isNaN(gain)) {
                realised[count++] = gain;
            }
        }
        return Arrays.copyOf(realised, count);
    }

    /// The index of the highest of some numbers, the first of equal ones.
    static int highest(double[] values) {
        int highest = 0;
        for (int i = 1; i < values.length; i++) {
            highest = values[i] > values[highest] ? i : highest;
        }
        return highest;
    }
}
