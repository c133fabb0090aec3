package dev.hone.policy;

import dev.hone.Prompt;
import dev.hone.experience.Query;

import java.util.List;

/// Says which of the known prompts suits a query. Implementations are thread-safe and
/// deterministic.
@FunctionalInterface
public interface PromptScorer {

    /// One row for every query with one score for every prompt, in their orders; more is better.
    /// Scores are finite and comparable within a row; what their unit is, the implementation says.
    ///
    /// @param prompts known to the scorer, that is, in the data it was trained on
    double[][] score(List<Query> queries, List<Prompt> prompts);

    /// For every query the index of the prompt with the highest score, of equal ones the first, in
    /// the queries' order. Implementations that find it without all scores may round as they do.
    ///
    /// @param prompts not empty, known to the scorer
    default int[] best(List<Query> queries, List<Prompt> prompts) {
        double[][] scores = score(queries, prompts);
        int[] best = new int[queries.size()];
        for (int query = 0; query < best.length; query++) {
            double[] row = scores[query];
            for (int prompt = 1; prompt < row.length; prompt++) {
                best[query] = row[prompt] > row[best[query]] ? prompt : best[query];
            }
        }
        return best;
    }
}
