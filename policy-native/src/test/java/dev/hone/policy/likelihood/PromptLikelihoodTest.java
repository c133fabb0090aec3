package dev.hone.policy.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.policy.gpt2.Networks;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PlainPolicy;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Likelihoods through the tree against those of one prompt at a time, in the whole layout.
class PromptLikelihoodTest {

    private static final PolicyConfig CONFIG = Networks.SMALL;
    private static final int END = Networks.END;

    private static final List<int[]> QUERIES =
            List.of(
                    new int[] {1, 2, 3, 4, 5},
                    new int[] {},
                    new int[] {9, 8},
                    new int[] {4, 4, 4, 4},
                    new int[] {1, 2, 3, 4, 5, 6, 7});

    /// Shared beginnings, the empty prompt, one that begins another, and one that fills the limit.
    private static final List<int[]> PROMPTS =
            List.of(
                    new int[] {1, 2, END},
                    new int[] {END},
                    new int[] {1, 2, 3, END},
                    new int[] {1, 4, END},
                    new int[] {6, END},
                    new int[] {1, 2, 3, 9, END});

    @Test
    void likelihoodsAreTheProductsOfProbabilitiesAmongKnownPrompts() {
        double[][] actual = likelihoods(QUERIES, PROMPTS);

        for (int query = 0; query < QUERIES.size(); query++) {
            double[] expected = plain(QUERIES.get(query), PROMPTS);
            assertThat(Networks.deviation(actual[query], expected, 1)).isLessThan(1e-5);
            assertThat(Arrays.stream(expected).max().orElseThrow()).isNegative();
        }
    }

    @Test
    void probabilitiesSumToOne() {
        for (double[] row : likelihoods(QUERIES, PROMPTS)) {
            assertThat(Arrays.stream(row).map(Math::exp).sum()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void queriesTogetherAreAsQueriesAlone() {
        double[][] together = likelihoods(QUERIES, PROMPTS);

        for (int query = 0; query < QUERIES.size(); query++) {
            double[] alone = likelihoods(List.of(QUERIES.get(query)), PROMPTS)[0];
            assertThat(Networks.deviation(together[query], alone, 1)).isLessThan(1e-5);
        }
    }

    @Test
    void queriesBeyondWhatIsComputedTogetherKeepTheirPlace() {
        int[][] many = new int[2_000][];
        Arrays.setAll(many, i -> QUERIES.get(i % QUERIES.size()));

        double[][] all = likelihoods(List.of(many), PROMPTS);

        assertThat(all).hasNumberOfRows(2_000);
        double[][] few = likelihoods(QUERIES, PROMPTS);
        for (int i = 0; i < all.length; i++) {
            assertThat(Networks.deviation(all[i], few[i % QUERIES.size()], 1)).isLessThan(1e-5);
        }
    }

    @Test
    void equalPromptsEachHaveTheirSharedProbability() {
        int[] twin = {1, 2, END};
        List<int[]> prompts = List.of(twin, new int[] {3, END}, twin.clone());

        double[] actual = likelihoods(QUERIES, prompts)[0];

        assertThat(actual[0]).isEqualTo(actual[2]);
        assertThat(Math.exp(actual[0]) + Math.exp(actual[1])).isCloseTo(1, within(1e-6));
    }

    /// The layout ends before they differ, so the network cannot tell them apart.
    @Test
    void promptsThatDifferBeyondTheLimitShareTheirProbability() {
        List<int[]> prompts =
                List.of(
                        new int[] {1, 2, 3, 4, 5, END},
                        new int[] {1, 2, 3, 4, 6, END},
                        new int[] {7, END});

        double[] actual = likelihoods(QUERIES, prompts)[0];

        assertThat(actual[0]).isEqualTo(actual[1]);
        assertThat(Math.exp(actual[0]) + Math.exp(actual[2])).isCloseTo(1, within(1e-6));
        double[] expected = plain(QUERIES.getFirst(), prompts);
        assertThat(Networks.deviation(actual, expected, 1)).isLessThan(1e-5);
    }

    @Test
    void aSinglePromptIsCertain() {
        assertThat(likelihoods(QUERIES, List.of(new int[] {1, 2, END})))
                .isDeepEqualTo(new double[][] {{0}, {0}, {0}, {0}, {0}});
    }

    @Test
    void onlyWhatLeadsToABranchingIsComputed() {
        PromptTrie trie = new PromptTrie(PROMPTS, CONFIG.promptTokens());

        // Of 1, 1-2 and 1-2-3; everything else is the end of a prompt or stands alone.
        assertThat(trie.inputs()).isEqualTo(3);
        assertThat(trie.branchings()).hasSize(4);
    }

    private static double[][] likelihoods(List<int[]> queries, List<int[]> prompts) {
        Parameters parameters = Networks.random(CONFIG, ScalarType.Float, 7);
        PolicyNetwork network = new PolicyNetwork(CONFIG, parameters, 0.1);
        PromptTrie trie = new PromptTrie(prompts, CONFIG.promptTokens());
        return new PromptLikelihood(CONFIG, network, trie).of(queries, 100, prompts.size());
    }

    /// Each token's probability among the tokens with which some known prompt goes on there.
    private static double[] plain(int[] query, List<int[]> prompts) {
        Parameters parameters = Networks.random(CONFIG, ScalarType.Float, 7);
        PlainPolicy policy = new PlainPolicy(CONFIG, Networks.values(parameters));
        int limit = CONFIG.promptTokens();
        return prompts.stream()
                .mapToDouble(
                        prompt -> {
                            double[][] hidden = policy.hidden(Networks.row(100, query, prompt));
                            double sum = 0;
                            for (int k = 0; k < Math.min(prompt.length, limit); k++) {
                                double[] logits = policy.logits(hidden[CONFIG.queryTokens() + k]);
                                double[] open =
                                        next(prompts, prompt, k).stream()
                                                .mapToDouble(token -> logits[token])
                                                .toArray();
                                sum += logits[prompt[k]] - PlainPolicy.logSumExp(open);
                            }
                            return sum;
                        })
                .toArray();
    }

    private static Set<Integer> next(List<int[]> prompts, int[] prompt, int k) {
        Set<Integer> tokens = new LinkedHashSet<>();
        for (int[] other : prompts) {
            if (other.length > k && Arrays.equals(other, 0, k, prompt, 0, k)) {
                tokens.add(other[k]);
            }
        }
        return tokens;
    }
}
