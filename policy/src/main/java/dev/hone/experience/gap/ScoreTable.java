package dev.hone.experience.gap;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The scores of every query under every prompt. A cell without scores is an empty array.
///
/// @param prompts one for each column
/// @param scores by query, then prompt, then answer
record ScoreTable(List<Prompt> prompts, double[][][] scores) {

    private static final double[] NONE = {};

    static ScoreTable of(OfflineDataset dataset) {
        List<Prompt> prompts = dataset.prompts();
        Map<Prompt, Integer> column = new HashMap<>();
        prompts.forEach(prompt -> column.put(prompt, column.size()));
        Map<String, Integer> row = new HashMap<>();
        dataset.queries().forEach(query -> row.put(query.id(), row.size()));
        double[][][] scores = new double[row.size()][prompts.size()][];
        for (double[][] cells : scores) {
            Arrays.fill(cells, NONE);
        }
        for (Experience experience : dataset.experiences()) {
            int query = Objects.requireNonNull(row.get(experience.query().id()));
            int prompt = Objects.requireNonNull(column.get(experience.prompt()));
            scores[query][prompt] =
                    experience.scores().stream().mapToDouble(Double::doubleValue).toArray();
        }
        return new ScoreTable(prompts, scores);
    }

    /// The cells with at least two answers, in the queries that have two such cells.
    ScoreTable repeated() {
        double[][][] repeated =
                Arrays.stream(scores)
                        .map(ScoreTable::repeated)
                        .filter(cells -> Arrays.stream(cells).filter(c -> c.length > 0).count() > 1)
                        .toArray(double[][][]::new);
        return new ScoreTable(prompts, repeated);
    }

    private static double[][] repeated(double[][] cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.length > 1 ? cell : NONE)
                .toArray(double[][]::new);
    }

    int queries() {
        return scores.length;
    }

    boolean has(int query, int prompt) {
        return scores[query][prompt].length > 0;
    }

    /// Mean score of a cell that is not empty.
    double mean(int query, int prompt) {
        double sum = 0;
        for (double score : scores[query][prompt]) {
            sum += score;
        }
        return sum / scores[query][prompt].length;
    }

    /// Cells that are not empty.
    int pairs() {
        int pairs = 0;
        for (int prompt = 0; prompt < prompts.size(); prompt++) {
            pairs += queriesUnder(prompt);
        }
        return pairs;
    }

    int queriesUnder(int prompt) {
        return (int) Arrays.stream(scores).filter(cells -> cells[prompt].length > 0).count();
    }

    int samplesUnder(int prompt) {
        return Arrays.stream(scores).mapToInt(cells -> cells[prompt].length).sum();
    }

    /// Mean over the queries that the prompt was tried on, each weighing the same; 0 where it was
    /// tried on none.
    double meanUnder(int prompt) {
        double sum = 0;
        int count = 0;
        for (int query = 0; query < queries(); query++) {
            if (has(query, prompt)) {
                sum += mean(query, prompt);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /// The highest mean of a query: the best prompt in hindsight, its luck included.
    double highest(int query) {
        double highest = 0;
        for (int prompt = 0; prompt < prompts.size(); prompt++) {
            if (has(query, prompt)) {
                highest = Math.max(highest, mean(query, prompt));
            }
        }
        return highest;
    }
}
