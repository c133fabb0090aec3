package dev.hone.policy.gpt2;

import dev.hone.policy.libtorch.Tensors;
import dev.hone.policy.training.TrainingRow;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Networks small enough to be counted out, and rows of every length for them.
public final class Networks {

    public static final PolicyConfig SMALL = new PolicyConfig(2, 2, 8, 11, 12, 5, 4);

    public static final int END = SMALL.endOfText();

    private Networks() {}

    /// Every tensor filled with numbers that make each of its parts matter.
    public static Parameters random(PolicyConfig config, ScalarType type, long seed) {
        Parameters parameters = new Parameters(config, type);
        Random random = new Random(seed);
        parameters.all().forEach((name, tensor) -> fill(tensor, name, random));
        return parameters;
    }

    public static Map<String, double[]> values(Parameters parameters) {
        Map<String, double[]> values = new LinkedHashMap<>();
        parameters.all().forEach((name, tensor) -> values.put(name, doubles(tensor)));
        return values;
    }

    public static double[] doubles(Tensor tensor) {
        Tensor plain = tensor.detach().to(ScalarType.Double).contiguous();
        double[] values = new double[Math.toIntExact(plain.numel())];
        plain.data_ptr_double().get(values);
        return values;
    }

    public static double[] gradient(Parameters parameters, String name) {
        return doubles(parameters.get(name).grad());
    }

    public static TrainingRow row(double reward, int[] query, int... prompt) {
        return new TrainingRow(reward, query, prompt, 1);
    }

    public static int[] tokens(int... tokens) {
        return tokens;
    }

    /// Queries empty, full and too long; prompts of their end alone, full, and cut at the limit.
    /// Rewards and weights are exact as floats.
    public static List<TrainingRow> rows() {
        return List.of(
                new TrainingRow(100, tokens(1, 2, 3, 4, 5), tokens(6, 7, END), 0.5),
                new TrainingRow(87.5, tokens(), tokens(END), 1),
                new TrainingRow(12.25, tokens(9, 8), tokens(0, 1, 2, END), 2),
                new TrainingRow(50, tokens(3, 3, 3, 3, 3, 7, 7), tokens(5, 4, 3, 2, 1, END), 0.25));
    }

    /// Rows that leave slots unused, so that a trimmed batch is smaller than a whole one.
    public static List<TrainingRow> shortRows() {
        return List.of(
                new TrainingRow(1.5, tokens(4, 2), tokens(7, END), 1),
                new TrainingRow(-0.5, tokens(6), tokens(END), 0.5),
                new TrainingRow(0.25, tokens(), tokens(1, END), 2));
    }

    /// The largest |a - b| over |b|, of numbers below `floor` over `floor`.
    public static double deviation(double[] actual, double[] expected, double floor) {
        if (actual.length != expected.length) {
            throw new IllegalArgumentException(actual.length + " against " + expected.length);
        }
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double size = Math.max(floor, Math.abs(expected[i]));
            double deviation = Math.abs(actual[i] - expected[i]) / size;
            worst = Double.isNaN(deviation) ? Double.NaN : Math.max(worst, deviation);
        }
        return worst;
    }

    private static void fill(Tensor tensor, String name, Random random) {
        boolean norm = name.contains("ln_") || name.startsWith("input_norm");
        double centre = norm && name.endsWith(".weight") ? 1 : 0;
        double[] values = new double[Math.toIntExact(tensor.numel())];
        for (int i = 0; i < values.length; i++) {
            values[i] = centre + 0.4 * random.nextGaussian();
        }
        try (NoGradGuard off = new NoGradGuard()) {
            tensor.copy_(Tensors.of(values, values.length).reshape(tensor.sizes()));
        }
    }
}
