package dev.hone.policy.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.policy.decoder.Decoder;
import dev.hone.policy.decoder.Layout;
import dev.hone.policy.gpt2.Networks;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.policy.libtorch.Precision;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// What the search finds against the likelihoods of all prompts.
class PromptSearchTest {

    private static final PolicyConfig CONFIG = new PolicyConfig(2, 2, 8, 11, 20, 5, 8);
    private static final int END = CONFIG.endOfText();

    /// Rounding may decide between prompts that are so nearly as likely.
    private static final double EQUAL = 1e-5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheLikeliestPromptInRandomTrees(long seed) {
        Random random = new Random(seed);
        List<int[]> prompts = sequences(random, 60, 10, true);
        List<int[]> queries = sequences(random, 40, 8, false);
        for (double decided : new double[] {0.01, 1, 10}) {
            Parameters parameters = parameters(seed, decided);

            int[] found = found(parameters, queries, prompts);

            double[][] all = likelihoods(parameters, queries, prompts);
            for (int query = 0; query < queries.size(); query++) {
                double best = Arrays.stream(all[query]).max().orElseThrow();
                assertThat(all[query][found[query]]).isGreaterThanOrEqualTo(best - EQUAL);
                assertThat(found[query]).isEqualTo(first(all[query], all[query][found[query]]));
            }
        }
    }

    @Test
    void theTreesOfTheTestsHaveDifferentAnswers() {
        Set<Integer> found = new HashSet<>();
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            List<int[]> prompts = sequences(random, 60, 10, true);
            List<int[]> queries = sequences(random, 40, 8, false);
            for (int prompt : found(parameters(seed, 1), queries, prompts)) {
                found.add(prompt);
            }
        }
        assertThat(found).hasSizeGreaterThan(8);
    }

    @Test
    void ofEqualPromptsTheFirstIsFound() {
        List<int[]> prompts =
                List.of(new int[] {1, 2, END}, new int[] {1, 2, END}, new int[] {1, 2, END});

        assertThat(found(parameters(3, 1), List.of(new int[] {4}), prompts)).containsExactly(0);
    }

    /// Without logits all choices are equally likely, so the prompt with the fewest wins, and of
    /// several the first.
    @Test
    void ofEquallyLikelyPromptsTheFirstIsFound() {
        List<int[]> prompts =
                List.of(
                        new int[] {5, 1, 1, END},
                        new int[] {5, 1, 2, END},
                        new int[] {6, 7, END},
                        new int[] {6, 8, END},
                        new int[] {5, 2, END});
        List<int[]> queries = List.of(new int[] {1}, new int[] {2, 3});

        assertThat(found(parameters(3, 0), queries, prompts)).containsExactly(2, 2);
    }

    @Test
    void promptsThatBeginOthersAreFoundToo() {
        List<int[]> prompts =
                List.of(
                        new int[] {1, END},
                        new int[] {1, 2, END},
                        new int[] {1, 2, 3, END},
                        new int[] {END});
        Set<Integer> found = new HashSet<>();
        for (long seed = 1; seed <= 20; seed++) {
            Parameters parameters = parameters(seed, 10);
            List<int[]> query = List.of(new int[] {3, 4});
            double[] all = likelihoods(parameters, query, prompts)[0];
            int best = found(parameters, query, prompts)[0];
            assertThat(best).isEqualTo(first(all, Arrays.stream(all).max().orElseThrow()));
            found.add(best);
        }
        assertThat(found).hasSizeGreaterThan(2);
    }

    /// No end tells them apart, and going on cannot be likelier than having begun.
    @Test
    void aPromptWithoutEndIsAsLikelyAsItsBeginning() {
        List<int[]> prompts = List.of(new int[] {1, 2, 3}, new int[] {1, 2, 4}, new int[] {1, 2});

        assertThat(found(parameters(5, 1), List.of(new int[] {1}), prompts)).containsExactly(2);
    }

    @Test
    void aSinglePromptIsFoundWithoutReadingAnything() {
        assertThat(
                        found(
                                parameters(1, 1),
                                List.of(new int[] {1}, new int[0]),
                                List.of(new int[] {END})))
                .containsExactly(0, 0);
    }

    @Test
    void noQueriesHaveNoPrompts() {
        assertThat(found(parameters(1, 1), List.of(), List.of(new int[] {1, END}))).isEmpty();
    }

    @Test
    void thereMustBeAPrompt() {
        assertThatThrownBy(() -> found(parameters(1, 1), List.of(new int[] {1}), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no prompt to choose.");
    }

    private static int first(double[] values, double wanted) {
        int first = 0;
        while (values[first] != wanted) {
            first++;
        }
        return first;
    }

    private static int[] found(Parameters parameters, List<int[]> queries, List<int[]> prompts) {
        Layout layout =
                new Layout(CONFIG.heads(), CONFIG.queryTokens(), CONFIG.promptTokens(), END);
        PromptTrie trie = new PromptTrie(prompts, CONFIG.promptTokens());
        try (NoGradGuard off = new NoGradGuard();
                Decoder decoder =
                        new Decoder(parameters.all(), CONFIG.heads(), Precision.FLOAT32)) {
            return new PromptSearch(layout, decoder, trie, prompts.size()).best(queries, 100);
        }
    }

    private static double[][] likelihoods(
            Parameters parameters, List<int[]> queries, List<int[]> prompts) {
        PolicyNetwork network = new PolicyNetwork(CONFIG, parameters, 0);
        PromptTrie trie = new PromptTrie(prompts, CONFIG.promptTokens());
        return new PromptLikelihood(CONFIG, network, trie).of(queries, 100, prompts.size());
    }

    /// @param decided by how much the choice of tokens is more decided than at random
    private static Parameters parameters(long seed, double decided) {
        Parameters parameters = Networks.random(CONFIG, ScalarType.Float, seed);
        try (NoGradGuard off = new NoGradGuard()) {
            parameters.get("prompt_mlp.weight").mul_(new Scalar(decided));
            parameters.get("prompt_mlp.bias").mul_(new Scalar(decided));
        }
        return parameters;
    }

    /// Of few different tokens, so that many begin alike.
    private static List<int[]> sequences(Random random, int count, int longest, boolean ended) {
        List<int[]> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] tokens = random.ints(random.nextInt(longest), 0, ended ? 3 : END).toArray();
            int[] sequence = ended ? Arrays.copyOf(tokens, tokens.length + 1) : tokens;
            if (ended) {
                sequence[tokens.length] = END;
            }
            sequences.add(sequence);
        }
        return sequences;
    }
}
