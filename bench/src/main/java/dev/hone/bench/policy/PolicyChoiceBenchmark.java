package dev.hone.bench.policy;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import dev.hone.policy.decoder.Decoder;
import dev.hone.policy.decoder.Layout;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.policy.libtorch.Precision;
import dev.hone.policy.libtorch.Threads;
import dev.hone.policy.likelihood.PromptLikelihood;
import dev.hone.policy.likelihood.PromptSearch;
import dev.hone.policy.likelihood.PromptTrie;
import dev.hone.policy.tokenizer.Gpt2Tokenizer;
import dev.hone.policy.training.PolicyTraining;
import dev.hone.policy.training.TrainingConfig;
import dev.hone.policy.training.TrainingRow;
import dev.hone.run.RandomStreams;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What it costs to choose among 151 known prompts, as many as the paper starts from, against
/// reading the query, and against the likelihoods of all of them.
///
/// Choosing looks only where the likeliest prompt may be, so it depends on how decided the policy
/// is. Measured are policies with random weights, which are not; `tiny`, trained here on queries
/// that say which prompt they need; and `small` and `paper` with random weights whose last layer
/// before the head is enlarged until they are about as decided.
public final class PolicyChoiceBenchmark {

    private static final int ROUNDS = 8;
    private static final int WARM_UP = 1;
    private static final int PROMPTS = 151;
    private static final int TINY_VOCABULARY = 600;
    private static final int SMALL_VOCABULARY = 4_000;
    private static final int EPOCHS = 10;
    private static final double DECIDED = 0.9;

    private final PolicyConfig shape;
    private final Parameters parameters;
    private final List<int[]> prompts;
    private final PrintStream out;
    private ChoiceQueries asking = ChoiceQueries.RANDOM;

    private PolicyChoiceBenchmark(PolicyConfig shape, List<int[]> prompts, PrintStream out) {
        this.shape = shape;
        this.prompts = prompts;
        this.out = out;
        Threads.setFor(shape.parameters());
        manual_seed(1);
        parameters = new Parameters(shape, ScalarType.Float);
        parameters.initialise(shape);
    }

    /// Runs and prints.
    ///
    /// @param args not read
    public static void main(String[] args) {
        List<int[]> whole = instructions();
        PolicyChoiceBenchmark tiny = of(PolicyConfig.tiny(TINY_VOCABULARY), whole);
        tiny.measure("tiny, random weights");
        tiny.train();
        tiny.measure("tiny, trained");
        PolicyChoiceBenchmark small = of(PolicyConfig.small(SMALL_VOCABULARY), whole);
        small.measure("small, random weights");
        small.decide();
        small.measure("small, decided");
        PolicyChoiceBenchmark paper =
                new PolicyChoiceBenchmark(PolicyConfig.paper(), whole, System.out);
        paper.measure("paper, random weights");
        paper.decide();
        paper.measure("paper, decided");
    }

    private static PolicyChoiceBenchmark of(PolicyConfig shape, List<int[]> whole) {
        return new PolicyChoiceBenchmark(shape, renumbered(whole, shape), System.out);
    }

    private void measure(String name) {
        measure(name, 1);
        measure(name, 16);
    }

    private void train() {
        asking = ChoiceQueries.TELLING;
        TrainingConfig config = TrainingConfig.scratch(EPOCHS);
        List<TrainingRow> rows = ChoiceQueries.demonstrations(shape, prompts, 20);
        long start = System.nanoTime();
        new PolicyTraining(shape, config, parameters, new RandomStreams(1))
                .run(rows, null, losses -> {});
        out.printf(
                Locale.ROOT,
                "trained on %d demonstrations, %d times, in %.0f s%n",
                rows.size(),
                EPOCHS,
                (System.nanoTime() - start) / 1e9);
    }

    private void decide() {
        while (decidedness() < DECIDED) {
            try (NoGradGuard off = new NoGradGuard()) {
                parameters.get("prompt_mlp.weight").mul_(new Scalar(2));
                parameters.get("prompt_mlp.bias").mul_(new Scalar(2));
            }
        }
    }

    /// The likeliest prompt's probability, in the mean of 32 queries.
    private double decidedness() {
        double[][] all = likelihoods(prompts).of(asking.of(shape, 32, -1), 100, prompts.size());
        return Arrays.stream(all)
                .mapToDouble(row -> Math.exp(Arrays.stream(row).max().orElseThrow()))
                .average()
                .orElseThrow();
    }

    private void measure(String name, int queries) {
        List<int[]> two = List.of(new int[] {1, shape.endOfText()}, new int[] {2});
        PromptLikelihood all = likelihoods(prompts);
        PromptLikelihood plainReading = likelihoods(two);
        List<double[]> rounds = new ArrayList<>();
        try (NoGradGuard off = new NoGradGuard();
                Decoder decoder = new Decoder(parameters.all(), shape.heads(), Precision.FLOAT32)) {
            PromptSearch choosing = search(decoder, prompts);
            PromptSearch reading = search(decoder, two);
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                List<int[]> asked = asking.of(shape, queries, round);
                double read = seconds(() -> reading.best(asked, 100));
                double chosen = seconds(() -> choosing.best(asked, 100));
                double plain = seconds(() -> plainReading.of(asked, 100, two.size()));
                double whole = seconds(() -> all.of(asked, 100, prompts.size()));
                if (round >= WARM_UP) {
                    rounds.add(
                            new double[] {
                                1e3 * chosen / queries, chosen / read, chosen / plain, whole / read
                            });
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "%s (likeliest prompt %.2f), %d queries: %.1f ms a query; %.2f times reading it"
                        + " (middle half %.2f to %.2f), %.2f times reading it with the network of"
                        + " training; the likelihoods of all %.1f times reading it%n",
                name,
                decidedness(),
                queries,
                quantile(rounds, 0, 2),
                quantile(rounds, 1, 2),
                quantile(rounds, 1, 1),
                quantile(rounds, 1, 3),
                quantile(rounds, 2, 2),
                quantile(rounds, 3, 2));
    }

    private static double quantile(List<double[]> rounds, int column, int quarter) {
        double[] sorted = rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, quarter * sorted.length / 4)];
    }

    private PromptSearch search(Decoder decoder, List<int[]> known) {
        Layout layout =
                new Layout(
                        shape.heads(),
                        shape.queryTokens(),
                        shape.promptTokens(),
                        shape.endOfText());
        PromptTrie trie = new PromptTrie(known, shape.promptTokens());
        return new PromptSearch(layout, decoder, trie, known.size());
    }

    private PromptLikelihood likelihoods(List<int[]> known) {
        PolicyNetwork network = new PolicyNetwork(shape, parameters, 0);
        return new PromptLikelihood(shape, network, new PromptTrie(known, shape.promptTokens()));
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /// The same tree in a smaller vocabulary.
    private static List<int[]> renumbered(List<int[]> prompts, PolicyConfig shape) {
        Map<Integer, Integer> numbers = new HashMap<>();
        numbers.put(PolicyConfig.paper().endOfText(), shape.endOfText());
        return prompts.stream()
                .map(
                        prompt ->
                                Arrays.stream(prompt)
                                        .map(
                                                token ->
                                                        numbers.computeIfAbsent(
                                                                token, t -> numbers.size()))
                                        .toArray())
                .toList();
    }

    /// Instructions as people and models write them: a stock of beginnings, a task, a stock of
    /// ends.
    private static List<int[]> instructions() {
        List<String> beginnings =
                List.of(
                        "",
                        "Please ",
                        "Read the text and ",
                        "Your task is to ",
                        "You are an expert. ",
                        "In this task you ",
                        "Given the sentence below, ",
                        "As a careful reader, ",
                        "Think about it, then ",
                        "Consider the following and ");
        List<String> tasks =
                List.of(
                        "classify the sentiment",
                        "decide whether it is positive or negative",
                        "say what the writer feels",
                        "choose the label that fits");
        List<String> ends = List.of(".", " of the review.", " in one word.", ", step by step.");
        List<String> texts = new ArrayList<>();
        for (String beginning : beginnings) {
            for (String task : tasks) {
                for (String end : ends) {
                    texts.add(beginning + task + end);
                }
            }
        }
        Gpt2Tokenizer tokenizer = new Gpt2Tokenizer();
        List<int[]> prompts = new ArrayList<>();
        for (String text : texts.subList(0, PROMPTS)) {
            int[] tokens = tokenizer.encode(text, PolicyConfig.paper().promptTokens());
            int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
            ended[tokens.length] = tokenizer.endOfText();
            prompts.add(ended);
        }
        return prompts;
    }
}
