package dev.hone.policy.likelihood;

import dev.hone.policy.decoder.Decoder;
import dev.hone.policy.decoder.Layout;

import java.util.ArrayList;
import java.util.List;

/// The known prompt that the policy is most likely to write, by [PromptLikelihood]'s measure, found
/// without the likelihoods of all: the query is read once, then only those parts of the tree that
/// may hold the likeliest prompt. How many these are depends on how decided the policy is.
/// Thread-safe; uses the decoder, which stays the caller's.
public final class PromptSearch {

    /// Queries that are searched for together; bounds the memory.
    private static final int ROWS_AT_ONCE = 16;

    /// Inputs that all queries together read in the first round. Up to about so many, reading the
    /// weights takes longer than multiplying by them.
    private static final int INPUTS_AT_ONCE = 8;

    private final Layout layout;
    private final Decoder decoder;
    private final PromptTrie trie;
    private final PromptPaths paths;

    /// @param prompts of the trie, at least 1
    public PromptSearch(Layout layout, Decoder decoder, PromptTrie trie, int prompts) {
        if (prompts < 1) {
            throw new IllegalArgumentException("There is no prompt to choose.");
        }
        this.layout = layout;
        this.decoder = decoder;
        this.trie = trie;
        this.paths = new PromptPaths(trie, prompts);
    }

    /// The index of the likeliest prompt for each query; of equal ones the first.
    ///
    /// @param reward R' to ask for
    public int[] best(List<int[]> queries, double reward) {
        int[] best = new int[queries.size()];
        for (int from = 0; from < best.length; from += ROWS_AT_ONCE) {
            int to = Math.min(best.length, from + ROWS_AT_ONCE);
            List<QuerySearch> searches = new ArrayList<>();
            for (int row = from; row < to; row++) {
                searches.add(new QuerySearch(trie, paths));
            }
            search(queries.subList(from, to), reward, searches);
            for (int row = from; row < to; row++) {
                best[row] = searches.get(row - from).best();
            }
        }
        return best;
    }

    /// Every round reads twice as much as the one before, so that a policy that cannot decide costs
    /// few rounds more than the whole tree.
    private void search(List<int[]> queries, double reward, List<QuerySearch> searches) {
        if (searches.getFirst().finished()) {
            return;
        }
        try (TreeReading reading = new TreeReading(layout, decoder, trie, searches)) {
            reading.begin(queries, reward);
            int most = INPUTS_AT_ONCE;
            while (reading.unfinished() > 0) {
                reading.round(most / reading.unfinished());
                most *= 2;
            }
        }
    }
}
