package dev.hone.policy.decoder;

import java.util.Arrays;
import java.util.List;

/// What stands before the prompts: rewards and queries side by side, padded on the right, in plain
/// arrays. B rows, T slots.
///
/// @param tokens the first of each row is the reward's and holds nothing [B × T]
/// @param visible whether a slot may be attended to [B × T]
/// @param positions [T]
/// @param kept slots at the beginning that later ones may have to attend to; what follows them, if
///   anything, is the slot before the prompt, which only starts it
public record Prefix(
        int rows, int slots, int[] tokens, boolean[] visible, int[] positions, int kept) {

    /// @param trimmed whether slots that no row needs are left out
    public static Prefix of(Layout layout, List<int[]> queries, boolean trimmed) {
        int limit = layout.queryTokens();
        int longest =
                trimmed
                        ? queries.stream()
                                .mapToInt(query -> Math.min(query.length, limit))
                                .max()
                                .orElse(0)
                        : limit;
        int kept = 1 + longest;
        int slots = longest < limit ? kept + 1 : kept;
        int[] tokens = new int[queries.size() * slots];
        Arrays.fill(tokens, layout.endOfText());
        boolean[] visible = new boolean[queries.size() * slots];
        for (int row = 0; row < queries.size(); row++) {
            int[] query = queries.get(row);
            int length = Math.min(query.length, limit);
            System.arraycopy(query, 0, tokens, row * slots + 1, length);
            Arrays.fill(visible, row * slots, row * slots + 1 + length, true);
        }
        int[] positions = new int[slots];
        Arrays.setAll(positions, slot -> slot);
        positions[slots - 1] = limit;
        return new Prefix(queries.size(), slots, tokens, visible, positions, kept);
    }

    /// Whether a slot may look at another: at what is visible and not after it. [B × T × T]
    boolean[] attention() {
        boolean[] attention = new boolean[rows * slots * slots];
        for (int row = 0; row < rows; row++) {
            for (int slot = 0; slot < slots; slot++) {
                int start = (row * slots + slot) * slots;
                System.arraycopy(visible, row * slots, attention, start, slot + 1);
            }
        }
        return attention;
    }

    /// Whether a row has invisible slots among those kept.
    public boolean ragged() {
        for (int row = 0; row < rows; row++) {
            if (!visible[row * slots + kept - 1]) {
                return true;
            }
        }
        return false;
    }

    /// What a prompt's token may look at: what is visible of those kept, and the prompt so far. [B
    /// × (kept + P)]
    public boolean[] attentionOfPrompt(int promptTokens) {
        int width = kept + promptTokens;
        boolean[] attention = new boolean[rows * width];
        Arrays.fill(attention, true);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(visible, row * slots, attention, row * width, kept);
        }
        return attention;
    }
}
