package dev.hone.experience.gap;

import java.util.Arrays;
import java.util.OptionalDouble;

/// What the best prompt of each query would seem to score if no query needed a prompt of its own:
/// the Rasch model (Rasch, 1960). An answer is right with the probability `σ(easeₑ + strengthₚ)`,
/// independently of all others. Easy queries are easy under every prompt and good prompts are good
/// on every query, so that one prompt is best for all. Trying several prompts still makes some
/// answer right more often than the best prompt is: that is luck, and this says how much of it.
///
/// The distribution of ease is free, on a grid; it and the strengths are fitted by maximum marginal
/// likelihood with the EM algorithm (Bock and Aitkin, 1981). A free distribution explains as much
/// as it can by difficulty and chance, so what it cannot explain is not explained by them.
final class DifficultyModel {

    private static final int POINTS = 33;
    private static final double EASIEST = 8;
    private static final int MOST_ROUNDS = 200;
    private static final int FEWEST_ROUNDS = 20;
    private static final double MOST_WORK = 2e9;
    private static final double LONGEST_STEP = 1;

    private final ScoreTable table;
    private final int prompts;
    private final double[] weights = new double[POINTS];
    private final double[] strengths;

    private DifficultyModel(ScoreTable table) {
        this.table = table;
        this.prompts = table.prompts().size();
        this.strengths = new double[prompts];
        Arrays.fill(weights, 1.0 / POINTS);
    }

    /// The mean over the queries of the probability that an answer of it is right; empty unless
    /// every score is 0 or 1 and no cell has two.
    static OptionalDouble expectedOracle(ScoreTable table) {
        boolean plain =
                Arrays.stream(table.scores())
                        .flatMap(Arrays::stream)
                        .allMatch(
                                cell ->
                                        cell.length == 0
                                                || cell.length == 1
                                                        && (cell[0] == 0 || cell[0] == 1));
        if (!plain) {
            return OptionalDouble.empty();
        }
        DifficultyModel model = new DifficultyModel(table);
        double work = (double) table.queries() * model.prompts * POINTS;
        int rounds = (int) Math.clamp(MOST_WORK / work, FEWEST_ROUNDS, MOST_ROUNDS);
        for (int round = 0; round < rounds; round++) {
            model.improve();
        }
        return OptionalDouble.of(model.expectedOracle());
    }

    private static double ease(int point) {
        return EASIEST * (2.0 * point / (POINTS - 1) - 1);
    }

    private double probability(int point, int prompt) {
        return 1 / (1 + Math.exp(-ease(point) - strengths[prompt]));
    }

    private void improve() {
        double[][] right = new double[POINTS][prompts];
        double[][] wrong = new double[POINTS][prompts];
        for (int point = 0; point < POINTS; point++) {
            for (int prompt = 0; prompt < prompts; prompt++) {
                right[point][prompt] = Math.log(probability(point, prompt));
                wrong[point][prompt] = Math.log1p(-probability(point, prompt));
            }
        }
        double[] easeFound = new double[POINTS];
        double[][] tried = new double[POINTS][prompts];
        double[] solved = new double[prompts];
        for (double[][] cells : table.scores()) {
            double[] posterior = posterior(cells, right, wrong);
            for (int prompt = 0; prompt < prompts; prompt++) {
                if (cells[prompt].length > 0) {
                    solved[prompt] += cells[prompt][0];
                    for (int point = 0; point < POINTS; point++) {
                        tried[point][prompt] += posterior[point];
                    }
                }
            }
            for (int point = 0; point < POINTS; point++) {
                easeFound[point] += posterior[point];
            }
        }
        Arrays.setAll(weights, point -> easeFound[point] / table.queries());
        for (int prompt = 0; prompt < prompts; prompt++) {
            strengths[prompt] += step(prompt, solved[prompt], tried);
        }
    }

    /// How likely each point is for a query with these answers.
    private double[] posterior(double[][] cells, double[][] right, double[][] wrong) {
        double[] logs = new double[POINTS];
        double highest = Double.NEGATIVE_INFINITY;
        for (int point = 0; point < POINTS; point++) {
            logs[point] = Math.log(weights[point]);
            for (int prompt = 0; prompt < prompts; prompt++) {
                if (cells[prompt].length > 0) {
                    logs[point] +=
                            cells[prompt][0] == 1 ? right[point][prompt] : wrong[point][prompt];
                }
            }
            highest = Math.max(highest, logs[point]);
        }
        double sum = 0;
        for (int point = 0; point < POINTS; point++) {
            logs[point] = Math.exp(logs[point] - highest);
            sum += logs[point];
        }
        for (int point = 0; point < POINTS; point++) {
            logs[point] /= sum;
        }
        return logs;
    }

    /// One step of Newton's method, not too long.
    private double step(int prompt, double solved, double[][] tried) {
        double slope = solved;
        double curvature = 1e-9;
        for (int point = 0; point < POINTS; point++) {
            double p = probability(point, prompt);
            slope -= tried[point][prompt] * p;
            curvature += tried[point][prompt] * p * (1 - p);
        }
        return Math.clamp(slope / curvature, -LONGEST_STEP, LONGEST_STEP);
    }

    private double expectedOracle() {
        double sum = 0;
        for (double[][] cells : table.scores()) {
            for (int point = 0; point < POINTS; point++) {
                double allWrong = 1;
                for (int prompt = 0; prompt < prompts; prompt++) {
                    allWrong *= cells[prompt].length > 0 ? 1 - probability(point, prompt) : 1;
                }
                sum += weights[point] * (1 - allWrong);
            }
        }
        return Math.min(1, sum / table.queries());
    }
}
