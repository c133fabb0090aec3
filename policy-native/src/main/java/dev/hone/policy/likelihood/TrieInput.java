package dev.hone.policy.likelihood;

import dev.hone.policy.gpt2.NetworkInput;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.libtorch.Tensors;

import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Queries followed by a whole [PromptTrie]: each of its tokens looks at the query and at the
/// tokens it follows, and stands at the position it would have in its prompt.
///
/// @param input B queries, T slots
/// @param root the slot before the prompt
record TrieInput(NetworkInput input, int root) {

    static TrieInput of(PolicyConfig config, List<int[]> queries, double reward, PromptTrie trie) {
        int limit = config.queryTokens();
        int longest =
                queries.stream().mapToInt(query -> Math.min(query.length, limit)).max().orElse(0);
        int root = longest < limit ? longest + 1 : limit;
        int t = root + 1 + trie.inputs();
        int b = queries.size();
        int[] tokens = new int[b * t];
        Arrays.fill(tokens, config.endOfText());
        boolean[] attention = new boolean[b * t * t];
        for (int row = 0; row < b; row++) {
            int[] query = queries.get(row);
            int length = Math.min(query.length, limit);
            System.arraycopy(query, 0, tokens, row * t + 1, length);
            for (int slot = 0; slot < t; slot++) {
                int start = (row * t + slot) * t;
                Arrays.fill(attention, start, start + Math.min(slot, length) + 1, true);
            }
            for (int node = 0; node < trie.inputs(); node++) {
                int slot = root + 1 + node;
                tokens[row * t + slot] = trie.token(node);
                for (int seen = node; seen >= 0; seen = trie.parent(seen)) {
                    attention[(row * t + slot) * t + root + 1 + seen] = true;
                }
            }
        }
        float[] rewards = new float[b];
        Arrays.fill(rewards, (float) reward);
        return new TrieInput(
                new NetworkInput(
                        Tensors.of(rewards, b, 1),
                        Tensors.of(tokens, b, t),
                        Tensors.of(positions(config, root, trie), t),
                        Tensors.of(components(root, t), t),
                        Tensors.of(attention, b, 1, t, t),
                        Tensors.of(IntStream.range(0, b * t).toArray(), (long) b * t)
                                .to(ScalarType.Long)),
                root);
    }

    private static int[] positions(PolicyConfig config, int root, PromptTrie trie) {
        int[] positions = new int[root + 1 + trie.inputs()];
        for (int slot = 1; slot < root; slot++) {
            positions[slot] = slot;
        }
        positions[root] = config.queryTokens();
        for (int node = 0; node < trie.inputs(); node++) {
            positions[root + 1 + node] = 1 + config.queryTokens() + trie.depth(node);
        }
        return positions;
    }

    private static int[] components(int root, int slots) {
        int[] components = new int[slots];
        Arrays.fill(components, 1, root + 1, 1);
        Arrays.fill(components, root + 1, slots, 2);
        return components;
    }
}
