package dev.hone.policy.fallback;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.policy.baseline.SparseVector;
import dev.hone.policy.baseline.Tfidf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Predicts what a prompt gains over the best single prompt for a query: for every other prompt a
/// ridge regression of the difference of the two scores on the query's words, of which those never
/// seen count by their kind. A heavy penalty pulls a gain towards the prompt's mean gain, which is
/// at most about 0; a gain above 0 is predicted only where words speak for it. Immutable.
final class GainModel {

    /// A prompt that was tried beside the best one on fewer queries is never predicted to gain.
    private static final int FEWEST_PAIRS = 20;

    private final Prompt best;
    private final Tfidf terms;
    private final Map<Prompt, RidgeRegression> regressions;

    GainModel(Prompt best, Tfidf terms, Map<Prompt, RidgeRegression> regressions) {
        this.best = best;
        this.terms = terms;
        this.regressions = regressions;
    }

    /// @param penalty of the regressions, above 0
    static GainModel fit(OfflineDataset data, Prompt best, double penalty) {
        Tfidf terms = Tfidf.ofTermsAndKinds(data.queries().stream().map(Query::text).toList());
        Map<Query, SparseVector> vectors = new LinkedHashMap<>();
        data.queries().forEach(query -> vectors.put(query, terms.vector(query.text())));
        Map<Prompt, RidgeRegression> regressions = new LinkedHashMap<>();
        for (Prompt prompt : data.prompts()) {
            if (!prompt.equals(best) && pairs(data, prompt, best) >= FEWEST_PAIRS) {
                regressions.put(prompt, regression(data, prompt, best, vectors, terms, penalty));
            }
        }
        return new GainModel(best, terms, regressions);
    }

    Tfidf terms() {
        return terms;
    }

    Map<Prompt, RidgeRegression> regressions() {
        return regressions;
    }

    /// The predicted gain of each prompt, in score; 0 for the best single prompt.
    ///
    /// @param prompts of the data the model was fitted to
    double[] gains(Query query, List<Prompt> prompts) {
        SparseVector vector = terms.vector(query.text());
        return prompts.stream().mapToDouble(prompt -> gain(vector, prompt)).toArray();
    }

    /// What a prompt really gained for a query; empty where one of the two was not tried.
    static Optional<Double> realised(OfflineDataset data, Query query, Prompt prompt, Prompt best) {
        Optional<Experience> tried = data.find(query, prompt);
        Optional<Experience> baseline = data.find(query, best);
        return tried.isPresent() && baseline.isPresent()
                ? Optional.of(tried.get().score() - baseline.get().score())
                : Optional.empty();
    }

    private static long pairs(OfflineDataset data, Prompt prompt, Prompt best) {
        return data.queries().stream()
                .filter(query -> realised(data, query, prompt, best).isPresent())
                .count();
    }

    private double gain(SparseVector vector, Prompt prompt) {
        if (prompt.equals(best)) {
            return 0;
        }
        RidgeRegression regression = regressions.get(prompt);
        return regression == null ? Double.NEGATIVE_INFINITY : regression.predict(vector);
    }

    private static RidgeRegression regression(
            OfflineDataset data,
            Prompt prompt,
            Prompt best,
            Map<Query, SparseVector> vectors,
            Tfidf terms,
            double penalty) {
        List<SparseVector> rows = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        vectors.forEach(
                (query, vector) ->
                        realised(data, query, prompt, best)
                                .ifPresent(
                                        gain -> {
                                            rows.add(vector);
                                            targets.add(gain);
                                        }));
        double[] gains = targets.stream().mapToDouble(Double::doubleValue).toArray();
        return RidgeRegression.fit(rows, gains, terms.size(), penalty);
    }
}
