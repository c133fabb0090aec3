package dev.hone.policy.baseline;

import dev.hone.Excerpt;
import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.policy.PromptScorer;
import dev.hone.policy.ScorerTrainer;
import dev.hone.run.RandomStreams;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The baseline `tfidf-logistic`: for each prompt a logistic regression on the words of the query,
/// with an L2 penalty of `C = 1`. Scores are the predicted probabilities that the answer is right.
///
/// Scores within [0, 1] count as that much of a right answer. A query answered several times counts
/// by its answers, of which a query has one on average, so that the penalty does not depend on how
/// often queries were repeated. A prompt that was always right, or always wrong, tells no words
/// apart: its score is Laplace's estimate `(right + 1) / (answers + 2)` for every query.
public final class TfidfLogistic implements ScorerTrainer {

    private static final double C = 1;

    @Override
    public String name() {
        return "tfidf-logistic";
    }

    /// Nothing is left to chance.
    @Override
    public PromptScorer train(OfflineDataset training, RandomStreams random) {
        Tfidf tfidf = Tfidf.of(training.queries().stream().map(Query::text).toList());
        Map<String, SparseVector> vectors =
                training.queries().stream()
                        .collect(Collectors.toMap(Query::id, query -> tfidf.vector(query.text())));
        Map<Prompt, List<Experience>> under =
                training.experiences().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Experience::prompt,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        Map<Prompt, double[]> weights = new LinkedHashMap<>();
        under.forEach((prompt, rows) -> weights.put(prompt, fit(rows, vectors, tfidf.size())));
        return new Scorer(tfidf, weights);
    }

    private static double[] fit(
            List<Experience> rows, Map<String, SparseVector> vectors, int features) {
        double answers = rows.stream().mapToInt(row -> row.scores().size()).sum();
        double average = answers / rows.size();
        double[] right = new double[rows.size()];
        double[] wrong = new double[rows.size()];
        double allRight = 0;
        for (int i = 0; i < right.length; i++) {
            int count = rows.get(i).scores().size();
            double sum = rows.get(i).score() * count;
            right[i] = sum / average;
            wrong[i] = (count - sum) / average;
            allRight += sum;
        }
        if (allRight <= 0 || allRight >= answers) {
            double[] constant = new double[features + 1];
            constant[features] =
                    StrictMath.log((allRight + 1) / Math.max(answers - allRight + 1, 1));
            return constant;
        }
        List<SparseVector> examples =
                rows.stream().map(row -> vectors.get(row.query().id())).toList();
        return new LogisticRegression(examples, right, wrong, features, C).fit();
    }

    private record Scorer(Tfidf tfidf, Map<Prompt, double[]> weights) implements PromptScorer {

        @Override
        public double[][] score(List<Query> queries, List<Prompt> prompts) {
            List<double[]> chosen = prompts.stream().map(this::weightsOf).toList();
            return queries.stream()
                    .map(query -> tfidf.vector(query.text()))
                    .map(vector -> scores(vector, chosen))
                    .toArray(double[][]::new);
        }

        private double[] weightsOf(Prompt prompt) {
            double[] found = weights.get(prompt);
            if (found == null) {
                throw new IllegalArgumentException(
                        "The scorer was not trained on prompt \""
                                + Excerpt.of(prompt.text())
                                + "\".");
            }
            return found;
        }

        private static double[] scores(SparseVector vector, List<double[]> weights) {
            return weights.stream()
                    .mapToDouble(own -> LogisticRegression.probability(own, vector))
                    .toArray();
        }
    }
}
