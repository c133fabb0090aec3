package dev.hone.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LogisticRegressionTest {

    private static final SparseVector NOTHING = new SparseVector(new int[0], new double[0]);

    /// scikit-learn 1.x, `LogisticRegression(C=1, tol=1e-14, solver="newton-cholesky")`.
    @Test
    void agreesWithScikitLearn() {
        var examples =
                List.of(
                        new SparseVector(new int[] {0}, new double[] {1}),
                        new SparseVector(new int[] {1}, new double[] {1}),
                        new SparseVector(new int[] {0, 1}, new double[] {0.6, 0.8}),
                        new SparseVector(new int[] {0, 1}, new double[] {0.8, -0.6}));
        var regression =
                new LogisticRegression(
                        examples, new double[] {2, 0, 1, 1}, new double[] {0, 1, 1, 0.5}, 2, 1);

        assertThat(regression.fit())
                .containsExactly(
                        new double[] {0.5046781777414516, -0.4754794531106329, 0.271232982554164},
                        within(1e-8));
    }

    /// Without features the best probability is the share of what was right.
    @Test
    void doesNotPenaliseTheIntercept() {
        double[] weights =
                new LogisticRegression(
                                List.of(NOTHING, NOTHING),
                                new double[] {900, 90},
                                new double[] {0, 10},
                                0,
                                1)
                        .fit();

        assertThat(LogisticRegression.probability(weights, NOTHING)).isCloseTo(0.99, within(1e-9));
    }

    @Test
    void leavesNoGradientBehind() {
        var regression = regression(400, 300);

        double[] gradient = regression.gradient(regression.fit());

        assertThat(gradient).containsExactly(new double[301], within(1e-5));
    }

    @Test
    void hasTheGradientOfItsLoss() {
        var regression = regression(30, 8);
        var random = new RandomStreams(3).stream("weights");
        double[] weights = random.doubles(9, -1, 1).toArray();
        double[] gradient = regression.gradient(weights);

        for (int i = 0; i < weights.length; i++) {
            double[] above = weights.clone();
            above[i] += 1e-5;
            double[] below = weights.clone();
            below[i] -= 1e-5;
            double slope = (regression.loss(above) - regression.loss(below)) / 2e-5;
            assertThat(gradient[i]).isCloseTo(slope, within(1e-6));
        }
    }

    private static LogisticRegression regression(int rows, int features) {
        var random = new RandomStreams(2).stream("rows");
        List<SparseVector> examples = new ArrayList<>();
        double[] right = new double[rows];
        double[] wrong = new double[rows];
        for (int i = 0; i < rows; i++) {
            int[] indices = random.ints(0, features).distinct().limit(5).sorted().toArray();
            examples.add(new SparseVector(indices, random.doubles(5, -1, 1).toArray()));
            right[i] = random.nextInt(5);
            wrong[i] = random.nextInt(5);
        }
        return new LogisticRegression(examples, right, wrong, features, 1);
    }
}
