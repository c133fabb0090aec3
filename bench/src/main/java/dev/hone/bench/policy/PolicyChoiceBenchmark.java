package dev.hone.bench.policy;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.policy.libtorch.Threads;
import dev.hone.policy.likelihood.PromptLikelihood;
import dev.hone.policy.likelihood.PromptTrie;
import dev.hone.policy.tokenizer.Gpt2Tokenizer;

import org.bytedeco.pytorch.global.torch.ScalarType;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What it costs to choose among 151 known prompts, as many as the paper starts from, against
/// choosing between two that differ in their first token, which is little more than reading the
/// query.
public final class PolicyChoiceBenchmark {

    private static final int ROUNDS = 12;
    private static final int WARM_UP = 2;
    private static final int PROMPTS = 151;

    private PolicyChoiceBenchmark() {}

    /// Runs and prints.
    ///
    /// @param args not read
    public static void main(String[] args) {
        List<int[]> many = prompts();
        measure("small, one query", small(), many, 1, System.out);
        measure("small, 16 queries", small(), many, 16, System.out);
        measure("paper, one query", PolicyConfig.paper(), many, 1, System.out);
        measure("paper, 16 queries", PolicyConfig.paper(), many, 16, System.out);
    }

    private static PolicyConfig small() {
        return PolicyConfig.small(PolicyConfig.paper().vocabulary());
    }

    private static void measure(
            String name, PolicyConfig shape, List<int[]> many, int queries, PrintStream out) {
        Threads.setFor(shape.parameters());
        manual_seed(1);
        Parameters parameters = new Parameters(shape, ScalarType.Float);
        parameters.initialise(shape);
        PolicyNetwork network = new PolicyNetwork(shape, parameters, 0);
        PromptTrie trie = new PromptTrie(many, shape.promptTokens());
        PromptLikelihood choosing = new PromptLikelihood(shape, network, trie);
        List<int[]> two = List.of(new int[] {1, shape.endOfText()}, new int[] {2});
        PromptLikelihood reading =
                new PromptLikelihood(shape, network, new PromptTrie(two, shape.promptTokens()));
        List<Double> ratios = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            List<int[]> asked = queries(shape, queries, round);
            double read = seconds(reading, asked, two.size());
            double chosen = seconds(choosing, asked, many.size());
            if (round >= WARM_UP) {
                ratios.add(chosen / read);
                times.add(1e3 * chosen / queries);
            }
        }
        ratios.sort(null);
        times.sort(null);
        out.printf(
                Locale.ROOT,
                "%s: %d prompts, %d tokens of them read; %.1f ms a query; %.2f times reading the"
                        + " query, middle half %.2f to %.2f of %d rounds%n",
                name,
                many.size(),
                trie.inputs(),
                times.get(ROUNDS / 2),
                ratios.get(ROUNDS / 2),
                ratios.get(ROUNDS / 4),
                ratios.get(ROUNDS - 1 - ROUNDS / 4),
                ROUNDS);
    }

    private static double seconds(PromptLikelihood likelihood, List<int[]> queries, int prompts) {
        long start = System.nanoTime();
        likelihood.of(queries, 100, prompts);
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<int[]> queries(PolicyConfig shape, int count, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            queries.add(random.ints(shape.queryTokens(), 0, shape.endOfText()).toArray());
        }
        return queries;
    }

    /// Instructions as people and models write them: a stock of beginnings, a task, a stock of
    /// ends.
    private static List<int[]> prompts() {
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
