package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static java.util.Objects.requireNonNull;

import dev.hone.policy.gpt2.Networks;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.run.RandomStreams;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;

class AdamWTest {

    private static final double WEIGHT_DECAY = 0.01;

    @Test
    void stepsAreThoseOfTheAlgorithm() {
        try (PointerScope scope = new PointerScope()) {
            Parameters parameters = Networks.random(Networks.SMALL, ScalarType.Double, 5);
            PolicyNetwork network = new PolicyNetwork(Networks.SMALL, parameters, 0);
            AdamW optimizer = new AdamW(parameters.all(), WEIGHT_DECAY);
            Map<String, double[]> values = Networks.values(parameters);
            Map<String, double[]> first = new LinkedHashMap<>();
            Map<String, double[]> second = new LinkedHashMap<>();
            Batch[] batches = {
                Batch.whole(Networks.SMALL, Networks.rows()),
                Batch.trimmed(Networks.SMALL, Networks.shortRows())
            };
            for (int step = 1; step <= 6; step++) {
                optimizer.clearGradients();
                BatchTensors batch = BatchTensors.of(batches[step % 2], ScalarType.Double);
                PolicyLoss.of(network, batch, true, true).total().backward();
                double rate = 1e-2 / step;
                optimizer.step(rate);
                for (String name : values.keySet()) {
                    double[] w = values.get(name);
                    double[] m = first.computeIfAbsent(name, n -> new double[w.length]);
                    double[] v = second.computeIfAbsent(name, n -> new double[w.length]);
                    plainStep(w, m, v, Networks.gradient(parameters, name), rate, step);
                }
            }
            for (String name : values.keySet()) {
                double[] moved = Networks.doubles(parameters.get(name));
                assertThat(Networks.deviation(moved, values.get(name), 1e-3))
                        .as(name)
                        .isLessThan(1e-9);
                double[] m = Networks.doubles(requireNonNull(optimizer.firstMoments().get(name)));
                assertThat(Networks.deviation(m, requireNonNull(first.get(name)), 1e-3))
                        .isLessThan(1e-9);
                double[] v = Networks.doubles(requireNonNull(optimizer.secondMoments().get(name)));
                assertThat(Networks.deviation(v, requireNonNull(second.get(name)), 1e-3))
                        .isLessThan(1e-9);
            }
            assertThat(optimizer.steps()).isEqualTo(6);
        }
    }

    @Test
    void whatHasNoGradientStays() {
        try (PointerScope scope = new PointerScope()) {
            Parameters parameters = Networks.random(Networks.SMALL, ScalarType.Double, 5);
            Map<String, double[]> before = Networks.values(parameters);
            PolicyNetwork network = new PolicyNetwork(Networks.SMALL, parameters, 0);
            AdamW optimizer = new AdamW(parameters.all(), WEIGHT_DECAY);
            Batch batch = Batch.whole(Networks.SMALL, Networks.rows());
            BatchTensors tensors = BatchTensors.of(batch, ScalarType.Double);

            PolicyLoss.of(network, tensors, true, false).total().backward();
            optimizer.step(0.1);

            Map<String, double[]> after = Networks.values(parameters);
            assertThat(after.get("reward_head.weight"))
                    .containsExactly(before.get("reward_head.weight"));
            assertThat(after.get("wte.weight")).isNotEqualTo(before.get("wte.weight"));
        }
    }

    @Test
    void gradientsAreClippedAtTheirGlobalNorm() {
        try (PointerScope scope = new PointerScope()) {
            Batch batch = Batch.whole(Networks.SMALL, Networks.rows());
            Parameters exact = Networks.random(Networks.SMALL, ScalarType.Double, 5);
            PolicyNetwork network = new PolicyNetwork(Networks.SMALL, exact, 0);
            BatchTensors tensors = BatchTensors.of(batch, ScalarType.Double);
            PolicyLoss.of(network, tensors, true, true).total().backward();
            double norm = norm(exact);
            for (double clip : new double[] {0.25, 2 * norm}) {
                Parameters parameters = Networks.random(Networks.SMALL, ScalarType.Float, 5);
                TrainingConfig config =
                        new TrainingConfig(
                                1,
                                1e-3,
                                1,
                                1,
                                0,
                                4,
                                clip,
                                0,
                                true,
                                true,
                                TrainingConfig.Precision.FLOAT32);

                new PolicyTraining(Networks.SMALL, config, parameters, new RandomStreams(1))
                        .step(batch, 1e-3);

                assertThat(norm(parameters))
                        .isCloseTo(Math.min(clip, norm), within(1e-4 * Math.min(clip, norm)));
                double share = Math.min(1, clip / norm);
                for (String name : parameters.all().keySet()) {
                    double[] expected = Networks.gradient(exact, name);
                    for (int i = 0; i < expected.length; i++) {
                        expected[i] *= share;
                    }
                    double[] clipped = Networks.gradient(parameters, name);
                    assertThat(Networks.deviation(clipped, expected, 1e-2 * share))
                            .as(name)
                            .isLessThan(1e-3);
                }
            }
        }
    }

    private static double norm(Parameters parameters) {
        double squares = 0;
        for (String name : parameters.all().keySet()) {
            for (double slope : Networks.gradient(parameters, name)) {
                squares += slope * slope;
            }
        }
        return Math.sqrt(squares);
    }

    /// Loshchilov and Hutter 2019, algorithm 2, with PyTorch's defaults.
    private static void plainStep(
            double[] w, double[] m, double[] v, double[] gradient, double rate, int step) {
        for (int i = 0; i < w.length; i++) {
            m[i] = 0.9 * m[i] + 0.1 * gradient[i];
            v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
            double mean = m[i] / (1 - Math.pow(0.9, step));
            double square = v[i] / (1 - Math.pow(0.999, step));
            w[i] -= rate * WEIGHT_DECAY * w[i];
            w[i] -= rate * mean / (Math.sqrt(square) + 1e-8);
        }
    }
}
