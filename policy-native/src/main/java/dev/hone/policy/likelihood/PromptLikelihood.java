package dev.hone.policy.likelihood;

import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.policy.libtorch.Tensors;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

import java.util.ArrayList;
import java.util.List;

/// How likely the policy is to write each of the known prompts for a query, when it may write
/// nothing else: at every branching of their tree its probabilities are taken among the tokens that
/// lead on, and multiplied along the way. Thread-safe.
public final class PromptLikelihood {

    /// Slots of all queries that are computed together; bounds the memory.
    private static final int SLOTS_AT_ONCE = 4_096;

    private final PolicyConfig config;
    private final PolicyNetwork network;
    private final PromptTrie trie;

    public PromptLikelihood(PolicyConfig config, PolicyNetwork network, PromptTrie trie) {
        this.config = config;
        this.network = network;
        this.trie = trie;
    }

    /// Natural logarithms of probabilities that sum to 1 over distinct prompts. [queries × prompts]
    ///
    /// @param reward R' to ask for
    public double[][] of(List<int[]> queries, double reward, int prompts) {
        double[][] all = new double[queries.size()][];
        int together = Math.max(1, SLOTS_AT_ONCE / (config.queryTokens() + 1 + trie.inputs()));
        for (int from = 0; from < queries.size(); from += together) {
            int to = Math.min(queries.size(), from + together);
            double[][] some = chunk(queries.subList(from, to), reward, prompts);
            System.arraycopy(some, 0, all, from, some.length);
        }
        return all;
    }

    private double[][] chunk(List<int[]> queries, double reward, int prompts) {
        List<float[]> branchings = new ArrayList<>(); // each [B × choices]
        try (PointerScope scope = new PointerScope();
                NoGradGuard off = new NoGradGuard()) {
            TrieInput input = TrieInput.of(config, queries, reward, trie);
            Tensor hidden = network.hidden(input.input(), false); // [B, T, d]
            for (PromptTrie.Branching branching : trie.branchings()) {
                int slot = input.root() + 1 + branching.node();
                Tensor logits = network.promptLogits(hidden.select(1, slot), branching.tokens());
                branchings.add(Tensors.floats(logits.log_softmax(1))); // [B, choices]
            }
        }
        double[][] likelihoods = new double[queries.size()][prompts];
        for (int row = 0; row < likelihoods.length; row++) {
            for (int prompt = 0; prompt < prompts; prompt++) {
                for (PromptTrie.Choice choice : trie.path(prompt)) {
                    int width = trie.branchings().get(choice.branching()).tokens().length;
                    float[] values = branchings.get(choice.branching());
                    likelihoods[row][prompt] += values[row * width + choice.choice()];
                }
            }
        }
        return likelihoods;
    }
}
