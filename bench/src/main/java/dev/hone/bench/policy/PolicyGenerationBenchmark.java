package dev.hone.bench.policy;

import dev.hone.policy.decoder.Layout;
import dev.hone.policy.generation.PromptGenerator;
import dev.hone.policy.generation.Protocol;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.libtorch.Precision;
import dev.hone.policy.libtorch.Threads;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Prompts of 40 tokens by the policy in the shape of the paper, against Hugging Face's `generate`
/// with GPT-2 small in 32 bits on as many threads; weights are random on both sides, every row has
/// all its tokens written.
///
/// The two take turns, so that whatever else the machine does hits both; what counts is the ratio
/// within a round. Also printed: how fast plain memory is read, and the median time of one prompt
/// by the `small` shape.
public final class PolicyGenerationBenchmark {

    private static final int[] BATCHES = {1, 32};
    private static final int SMALL_VOCABULARY = 4_000;
    private static final int SMALL_PROMPTS = 60;
    private static final long FLOATS_READ = 1L << 26;

    private final int rounds;
    private final PythonSide other;
    private final PrintStream out;

    private PolicyGenerationBenchmark(int rounds, PythonSide other, PrintStream out) {
        this.rounds = rounds;
        this.other = other;
        this.out = out;
    }

    /// Runs and prints.
    ///
    /// @param args the folder `bench`, and perhaps `rounds=5`
    public static void main(String[] args) throws IOException {
        Path bench = Path.of(args[0]);
        int rounds = args.length > 1 ? Integer.parseInt(args[1].replace("rounds=", "")) : 5;
        int threads = Threads.set();
        try (PythonSide other = PythonSide.start(bench, "generate.py", threads, "")) {
            System.out.println(threads + " threads each");
            bandwidth(threads, System.out);
            new PolicyGenerationBenchmark(rounds, other, System.out).paper();
        }
        small(System.out);
    }

    private void paper() throws IOException {
        PolicyConfig config = PolicyConfig.paper();
        Map<String, Tensor> tensors = RandomPolicy.of(config);
        try (PromptGenerator full = generator(config, tensors, Precision.FLOAT32);
                PromptGenerator half = generator(config, tensors, Precision.BFLOAT16)) {
            for (int batch : BATCHES) {
                List<Double> fullRatios = new ArrayList<>();
                List<Double> halfRatios = new ArrayList<>();
                for (int round = 0; round <= rounds; round++) {
                    List<int[]> queries = queries(config, batch, round);
                    double theirs =
                            other.ask(
                                            batch
                                                    + " "
                                                    + (1 + config.queryTokens())
                                                    + " "
                                                    + config.promptTokens())[0];
                    double inFull = seconds(full, queries);
                    double inHalf = seconds(half, queries);
                    print(round, batch, config, theirs, inFull, inHalf);
                    if (round > 0) {
                        fullRatios.add(theirs / inFull);
                        halfRatios.add(theirs / inHalf);
                    }
                }
                printRatios("32 bits, batch " + batch, fullRatios);
                printRatios("16 bits, batch " + batch, halfRatios);
            }
        }
    }

    private void print(
            int round, int batch, PolicyConfig config, double theirs, double full, double half) {
        int tokens = batch * config.promptTokens();
        out.printf(
                Locale.ROOT,
                "%-8s batch %2d, tokens/s: Hugging Face %5.0f, Hone in 32 bits %5.0f, in 16 bits"
                        + " %5.0f; weights read by Hone %4.1f and %4.1f GB/s%n",
                round == 0 ? "warm-up" : "round " + round,
                batch,
                tokens / theirs,
                tokens / full,
                tokens / half,
                config.promptTokens() * config.parameters() * 4e-9 / full,
                config.promptTokens() * config.parameters() * 2e-9 / half);
    }

    private void printRatios(String title, List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "%s: Hone / Hugging Face median %.2f, from %.2f to %.2f over %d rounds%n",
                title,
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size());
    }

    private static void small(PrintStream out) {
        PolicyConfig config = PolicyConfig.small(SMALL_VOCABULARY);
        Map<String, Tensor> tensors = RandomPolicy.of(config);
        for (Precision precision : Precision.values()) {
            try (PromptGenerator generator = generator(config, tensors, precision)) {
                List<Double> times = new ArrayList<>();
                for (int i = 0; i < 2 * SMALL_PROMPTS; i++) {
                    double seconds = seconds(generator, queries(config, 1, i));
                    if (i >= SMALL_PROMPTS) {
                        times.add(1e3 * seconds);
                    }
                }
                times.sort(null);
                out.printf(
                        Locale.ROOT,
                        "small, %s, one prompt: median %.1f ms, from %.1f to %.1f over %d%n",
                        precision,
                        times.get(times.size() / 2),
                        times.getFirst(),
                        times.getLast(),
                        times.size());
            }
        }
    }

    /// Of all that was tried, the best: memory cannot be read faster than this, only slower.
    private static void bandwidth(int threads, PrintStream out) {
        try (Tensor large = torch.ones(FLOATS_READ)) {
            for (int count = 1; count <= threads; count++) {
                torch.set_num_threads(count);
                double best = 0;
                for (int i = 0; i < 5; i++) {
                    long start = System.nanoTime();
                    try (PointerScope scope = new PointerScope()) {
                        large.sum().item_float();
                    }
                    best = Math.max(best, FLOATS_READ * 4.0 / (System.nanoTime() - start));
                }
                out.printf(Locale.ROOT, "memory, %d threads: %.1f GB/s%n", count, best);
            }
        } finally {
            torch.set_num_threads(threads);
        }
    }

    private static double seconds(PromptGenerator generator, List<int[]> queries) {
        long start = System.nanoTime();
        generator.greedy(queries, 100, Protocol.FAITHFUL);
        return (System.nanoTime() - start) / 1e9;
    }

    /// All of the same length as the Python side's, so that both read as much.
    private static List<int[]> queries(PolicyConfig config, int batch, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> queries = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            int[] query = random.ints(config.queryTokens(), 0, config.endOfText()).toArray();
            queries.add(query);
        }
        return queries;
    }

    private static PromptGenerator generator(
            PolicyConfig config, Map<String, Tensor> tensors, Precision precision) {
        Layout layout =
                new Layout(
                        config.heads(),
                        config.queryTokens(),
                        config.promptTokens(),
                        config.endOfText());
        return new PromptGenerator(tensors, layout, precision);
    }
}
