package dev.hone.bench.policy;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.policy.EpochLosses;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.libtorch.Tensors;
import dev.hone.policy.libtorch.Threads;
import dev.hone.policy.training.PolicyTraining;
import dev.hone.policy.training.TrainingConfig;
import dev.hone.policy.training.TrainingRow;
import dev.hone.policy.weights.Safetensors;
import dev.hone.policy.weights.Tensor;
import dev.hone.run.RandomStreams;

import org.bytedeco.pytorch.global.torch.ScalarType;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Training the policy network against the same network in PyTorch: the same weights to start from,
/// the same batches, precision, clipping and AdamW (PyTorch's is its fused one), as many threads,
/// no dropout.
///
/// Four take turns at every step: Hone and PyTorch as Hone lays a batch out (Hone computes the
/// slots with content, PyTorch those that are padding in only some rows too), and both with all 81
/// slots, as the released code does. What counts is the ratio within a step.
public final class PolicyTrainingBenchmark {

    private static final double LEARNING_RATE = 5e-4;
    private static final double WEIGHT_DECAY = 1e-4;
    private static final double CLIP = 0.25;
    private static final int VOCABULARY = 4_000;
    private static final int WARM_UP = 2;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path bench;
    private final int threads;
    private final PrintStream out;

    private PolicyTrainingBenchmark(Path bench, int threads, PrintStream out) {
        this.bench = bench;
        this.threads = threads;
        this.out = out;
    }

    /// Runs and prints.
    ///
    /// @param args the folder `bench`, and perhaps `small=60` and `paper=8`, steps of each shape
    public static void main(String[] args) throws IOException {
        int small = steps(args, "small", 60);
        int paper = steps(args, "paper", 8);
        int memory = steps(args, "memory", 1_000);
        for (TrainingConfig.Precision precision : TrainingConfig.Precision.values()) {
            PolicyConfig shape = PolicyConfig.small(VOCABULARY);
            int threads = threadsFor(shape);
            new PolicyTrainingBenchmark(Path.of(args[0]), threads, System.out)
                    .sideBySide("small", shape, 64, small, precision);
        }
        for (TrainingConfig.Precision precision : TrainingConfig.Precision.values()) {
            PolicyConfig shape = PolicyConfig.paper();
            int threads = threadsFor(shape);
            new PolicyTrainingBenchmark(Path.of(args[0]), threads, System.out)
                    .sideBySide("paper", shape, 32, paper, precision);
        }
        flatMemory(memory, System.out);
    }

    private static int threadsFor(PolicyConfig shape) {
        Threads.setFor(shape.parameters());
        return org.bytedeco.pytorch.global.torch.get_num_threads();
    }

    private static int steps(String[] args, String name, int usual) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(name + "="))
                .mapToInt(arg -> Integer.parseInt(arg.substring(name.length() + 1)))
                .findFirst()
                .orElse(usual);
    }

    private void sideBySide(
            String name,
            PolicyConfig shape,
            int batch,
            int steps,
            TrainingConfig.Precision precision)
            throws IOException {
        if (steps == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%n%s: %,d parameters, %s, batch %d, %d threads each%n",
                name,
                shape.parameters(),
                precision,
                batch,
                threads);
        Path weights = Files.createTempFile("hone-bench", ".safetensors");
        List<Side> sides = new ArrayList<>();
        try {
            Parameters start = parameters(shape);
            write(weights, start);
            sides.add(new Ours(shape, start, config(batch, precision, true)));
            sides.add(theirs(shape, weights, precision, true));
            sides.add(new Ours(shape, parameters(shape), config(batch, precision, false)));
            sides.add(theirs(shape, weights, precision, false));
            Demonstrations demonstrations = new Demonstrations(shape, 1);
            List<double[]> seconds = new ArrayList<>();
            for (int step = 0; step < WARM_UP + steps; step++) {
                List<TrainingRow> rows = demonstrations.rows(batch);
                double[][] results = new double[sides.size()][];
                for (int i = 0; i < sides.size(); i++) {
                    int turn = (i + step) % sides.size();
                    results[turn] = sides.get(turn).step(step, rows);
                }
                if (step >= WARM_UP) {
                    seconds.add(Arrays.stream(results).mapToDouble(result -> result[0]).toArray());
                }
                if (step == 0 || Integer.bitCount(step + 1) == 1 || step == WARM_UP + steps - 1) {
                    printLosses(step, results);
                }
            }
            printRatios(seconds, batch);
        } finally {
            for (Side side : sides) {
                side.close();
            }
            Files.deleteIfExists(weights);
        }
    }

    private void printLosses(int step, double[][] results) {
        StringBuilder line = new StringBuilder();
        for (double[] result : results) {
            line.append(String.format(Locale.ROOT, "  %9.5f", result[1]));
        }
        out.printf(Locale.ROOT, "L_prompt at step %4d:%s%n", step + 1, line);
    }

    private void printRatios(List<double[]> seconds, int batch) {
        out.printf(
                Locale.ROOT,
                "examples/s: Hone %.1f, PyTorch %.1f; with 81 slots Hone %.1f, PyTorch %.1f%n",
                batch / median(seconds.stream().map(s -> s[0]).toList()),
                batch / median(seconds.stream().map(s -> s[1]).toList()),
                batch / median(seconds.stream().map(s -> s[2]).toList()),
                batch / median(seconds.stream().map(s -> s[3]).toList()));
        printRatio("Hone / PyTorch, each as it trims", seconds, 1, 0);
        printRatio("Hone / PyTorch, both with 81 slots", seconds, 3, 2);
        printRatio("Hone trimmed / with 81 slots", seconds, 2, 0);
        printRatio("Hone trimmed / PyTorch with 81 slots", seconds, 3, 0);
    }

    private void printRatio(String title, List<double[]> seconds, int slow, int fast) {
        List<Double> ratios = seconds.stream().map(s -> s[slow] / s[fast]).sorted().toList();
        out.printf(
                Locale.ROOT,
                "%-38s median %.2f, middle half %.2f to %.2f of %d steps%n",
                title,
                median(ratios),
                ratios.get(ratios.size() / 4),
                ratios.get(ratios.size() - 1 - ratios.size() / 4),
                ratios.size());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /// The memory of the whole process while the small shape is trained.
    private static void flatMemory(int steps, PrintStream out) throws IOException {
        if (steps == 0) {
            return;
        }
        PolicyConfig shape = PolicyConfig.small(VOCABULARY);
        Threads.setFor(shape.parameters());
        TrainingConfig config = config(64, TrainingConfig.Precision.FLOAT32, true);
        Demonstrations demonstrations = new Demonstrations(shape, 2);
        Ours side = new Ours(shape, parameters(shape), config);
        out.println();
        for (int step = 0; step < steps; step++) {
            side.step(step, demonstrations.rows(64));
            if ((step + 1) % Math.max(1, steps / 10) == 0) {
                out.printf("memory after %5d steps: %s%n", step + 1, residentSet());
            }
        }
    }

    private static String residentSet() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .map(line -> line.replaceAll("\\s+", " "))
                .findFirst()
                .orElse("unknown");
    }

    private static TrainingConfig config(
            int batch, TrainingConfig.Precision precision, boolean trimmed) {
        return new TrainingConfig(
                1, LEARNING_RATE, 1, 1, WEIGHT_DECAY, batch, CLIP, 0, true, trimmed, precision);
    }

    private static Parameters parameters(PolicyConfig shape) {
        manual_seed(1);
        Parameters parameters = new Parameters(shape, ScalarType.Float);
        parameters.initialise(shape);
        return parameters;
    }

    private static void write(Path file, Parameters parameters) {
        List<Tensor> tensors = new ArrayList<>();
        parameters
                .all()
                .forEach(
                        (name, tensor) ->
                                tensors.add(
                                        Tensor.of(
                                                name,
                                                Arrays.stream(tensor.shape()).boxed().toList(),
                                                Tensors.floats(tensor))));
        Safetensors.write(file, Map.of(), tensors);
    }

    private Side theirs(
            PolicyConfig shape, Path weights, TrainingConfig.Precision precision, boolean trimmed)
            throws IOException {
        Map<String, Object> first =
                Map.of(
                        "layers", shape.layers(),
                        "heads", shape.heads(),
                        "width", shape.width(),
                        "vocabulary", shape.vocabulary(),
                        "positions", shape.positions(),
                        "queryTokens", shape.queryTokens(),
                        "promptTokens", shape.promptTokens(),
                        "weights", weights.toString(),
                        "bfloat16", precision == TrainingConfig.Precision.BFLOAT16,
                        "training", List.of(WEIGHT_DECAY, CLIP));
        PythonSide process =
                PythonSide.start(bench, "train.py", threads, JSON.writeValueAsString(first));
        return new Theirs(process, trimmed);
    }

    /// One that trains.
    private interface Side extends AutoCloseable {

        /// Seconds, L_prompt and L_reward of one update.
        double[] step(int step, List<TrainingRow> rows) throws IOException;

        @Override
        void close();
    }

    private static final class Ours implements Side {

        private final PolicyTraining training;

        Ours(PolicyConfig shape, Parameters start, TrainingConfig config) {
            this.training = new PolicyTraining(shape, config, start, new RandomStreams(1));
        }

        @Override
        public double[] step(int step, List<TrainingRow> rows) {
            EpochLosses losses = training.epoch(step, rows);
            return new double[] {losses.seconds(), losses.prompt(), losses.reward()};
        }

        @Override
        public void close() {}
    }

    private record Theirs(PythonSide process, boolean trimmed) implements Side {

        @Override
        public double[] step(int step, List<TrainingRow> rows) throws IOException {
            List<Object> plain = new ArrayList<>();
            for (TrainingRow row : rows) {
                plain.add(List.of(row.reward(), row.query(), row.prompt()));
            }
            return process.ask(
                    JSON.writeValueAsString(
                            Map.of(
                                    "trimmed",
                                    trimmed,
                                    "learningRate",
                                    LEARNING_RATE,
                                    "rows",
                                    plain)));
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
