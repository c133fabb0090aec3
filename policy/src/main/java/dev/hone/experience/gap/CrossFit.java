package dev.hone.experience.gap;

import java.util.Arrays;

/// The best single prompt, judged on other queries than it was chosen on: for each fold, the prompt
/// with the highest mean on the other folds, scored on this one. Of equally good prompts the first
/// wins.
final class CrossFit {

    /// A prompt that was tried on fewer of the queries than this is not chosen.
    private static final double LEAST_COVERAGE = 0.9;

    private CrossFit() {}

    /// The score of every query under the prompt chosen without it; NaN where that prompt was not
    /// tried on it.
    static double[] bestSingle(ScoreTable table, Folds folds) {
        boolean[] candidates = candidates(table);
        double[] scores = new double[table.queries()];
        for (int fold = 0; fold < folds.count(); fold++) {
            int chosen = best(table, candidates, folds, fold);
            for (int query = 0; query < scores.length; query++) {
                if (folds.fold()[query] == fold) {
                    scores[query] =
                            table.has(query, chosen) ? table.mean(query, chosen) : Double.NaN;
                }
            }
        }
        return scores;
    }

    /// The prompt with the highest mean on all queries.
    static int bestOnAll(ScoreTable table) {
        return best(table, candidates(table), new Folds(new int[table.queries()], 1), -1);
    }

    /// The prompts tried on at least 90 % of the queries; where there is none, those tried on most.
    private static boolean[] candidates(ScoreTable table) {
        int prompts = table.prompts().size();
        int[] covered = new int[prompts];
        Arrays.setAll(covered, table::queriesUnder);
        double enough =
                Math.min(LEAST_COVERAGE * table.queries(), Arrays.stream(covered).max().orElse(0));
        boolean[] candidates = new boolean[prompts];
        for (int prompt = 0; prompt < prompts; prompt++) {
            candidates[prompt] = covered[prompt] >= enough;
        }
        return candidates;
    }

    private static int best(ScoreTable table, boolean[] candidates, Folds folds, int without) {
        int best = -1;
        double highest = -1;
        for (int prompt = 0; prompt < candidates.length; prompt++) {
            if (!candidates[prompt]) {
                continue;
            }
            double sum = 0;
            int count = 0;
            for (int query = 0; query < table.queries(); query++) {
                if (folds.fold()[query] != without && table.has(query, prompt)) {
                    sum += table.mean(query, prompt);
                    count++;
                }
            }
            double mean = count == 0 ? 0 : sum / count;
            if (mean > highest) {
                highest = mean;
                best = prompt;
            }
        }
        return best;
    }
}
