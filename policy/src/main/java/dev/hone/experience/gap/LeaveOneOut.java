package dev.hone.experience.gap;

import java.util.Arrays;

/// The best prompt of each query, chosen by some of its answers and scored on one that had no part
/// in the choice. A prompt that was only lucky is found out by the answer left out, so the result
/// is free of luck. It is a lower bound of what knowing every success rate would bring: who chooses
/// by a few answers sometimes chooses wrongly.
///
/// Each answer of a query is left out in turn. The prompt with the highest `(s + w·m) / (n + w)`
/// answers: `n` other answers with the sum `s`, and `m`, the prompt's mean on all other queries.
/// The weight `w` says how much the other queries count. At the smallest they only break ties; at
/// the largest only they count, and every query gets the best single prompt. The weight of a fold
/// of queries is the one that is best on the other folds, so its choice brings no luck either.
final class LeaveOneOut {

    private static final double[] WEIGHTS = {1e-9, 1, 4, 16, 64, 1e9};

    /// Of more answers to one query only so many are left out.
    private static final int MOST_LEFT_OUT = 100;

    private final ScoreTable table;
    private final double[] sums;
    private final int[] counts;
    private final double grandMean;

    private LeaveOneOut(ScoreTable table) {
        this.table = table;
        int prompts = table.prompts().size();
        this.sums = new double[prompts];
        this.counts = new int[prompts];
        for (int query = 0; query < table.queries(); query++) {
            for (int prompt = 0; prompt < prompts; prompt++) {
                if (table.has(query, prompt)) {
                    sums[prompt] += table.mean(query, prompt);
                    counts[prompt]++;
                }
            }
        }
        this.grandMean = Arrays.stream(sums).sum() / Math.max(1, Arrays.stream(counts).sum());
    }

    /// The score of every query, each in [0, 1].
    ///
    /// @param repeated every cell holds at least two answers or none
    static double[] oracle(ScoreTable repeated, Folds folds) {
        LeaveOneOut leaveOneOut = new LeaveOneOut(repeated);
        double[][] byWeight =
                Arrays.stream(WEIGHTS).mapToObj(leaveOneOut::scores).toArray(double[][]::new);
        double[] scores = new double[repeated.queries()];
        for (int fold = 0; fold < folds.count(); fold++) {
            double[] chosen = bestWithout(byWeight, folds, fold);
            for (int query = 0; query < scores.length; query++) {
                if (folds.fold()[query] == fold) {
                    scores[query] = chosen[query];
                }
            }
        }
        return scores;
    }

    /// Of equally good weights the largest, which is the most cautious.
    private static double[] bestWithout(double[][] byWeight, Folds folds, int fold) {
        double[] best = byWeight[0];
        double highest = -1;
        for (double[] scores : byWeight) {
            double sum = 0;
            for (int query = 0; query < scores.length; query++) {
                sum += folds.fold()[query] == fold ? 0 : scores[query];
            }
            if (sum >= highest) {
                highest = sum;
                best = scores;
            }
        }
        return best;
    }

    private double[] scores(double weight) {
        double[] scores = new double[table.queries()];
        Arrays.setAll(scores, query -> score(query, weight));
        return scores;
    }

    private double score(int query, double weight) {
        double[][] cells = table.scores()[query];
        int most = Arrays.stream(cells).mapToInt(cell -> cell.length).max().orElse(0);
        int turns = Math.min(most, MOST_LEFT_OUT);
        double sum = 0;
        for (int turn = 0; turn < turns; turn++) {
            double highest = -1;
            double leftOut = 0;
            for (int prompt = 0; prompt < cells.length; prompt++) {
                double[] cell = cells[prompt];
                if (cell.length == 0) {
                    continue;
                }
                double left = cell[turn % cell.length];
                double others = table.mean(query, prompt) * cell.length - left;
                double value =
                        (others + weight * elsewhere(query, prompt)) / (cell.length - 1 + weight);
                if (value > highest) {
                    highest = value;
                    leftOut = left;
                }
            }
            sum += leftOut;
        }
        return sum / turns;
    }

    /// The prompt's mean on all other queries; the mean of all prompts where it has no other.
    private double elsewhere(int query, int prompt) {
        return counts[prompt] < 2
                ? grandMean
                : (sums[prompt] - table.mean(query, prompt)) / (counts[prompt] - 1);
    }
}
