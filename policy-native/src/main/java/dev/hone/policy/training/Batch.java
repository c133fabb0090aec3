package dev.hone.policy.training;

import dev.hone.policy.gpt2.PolicyConfig;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Rows side by side, padded on the right, in plain arrays.
///
/// The paper lays every row out in 81 slots, most of them padding, and computes them all. A trimmed
/// batch leaves out the slots that are padding in all of its rows, and computes what is padding in
/// one of them for none, except the query's last slot: the network writes the first prompt token
/// from there. What remains keeps its position, nothing attends to padding, and the last prompt
/// token is only a target, so the losses are the same.
///
/// B rows, Q query slots, P prompt targets, T input slots.
final class Batch {

    /// R' of each row. [B]
    final float[] rewards;

    /// Tokens of query and prompt; slot 0 is the reward's and holds nothing. [B × T]
    final int[] tokens;

    /// Whether a slot may be attended to. [B × T]
    final boolean[] visible;

    /// The slots to be computed, as indices into B × T, ascending. [M]
    final int[] computed;

    /// The position in the table of each slot. [T]
    final int[] positions;

    /// Which part a slot belongs to: 0 reward, 1 query, 2 prompt. [T]
    final int[] components;

    /// Prompt tokens to be written, row by row. [N]
    final int[] targets;

    /// The slot from which each target is predicted, as an index into B × T. [N]
    final int[] predictors;

    /// The weight of each target, 0 for what is no token of its prompt. [N]
    final float[] weights;

    final int rows;
    final int slots;

    private Batch(PolicyConfig config, List<TrainingRow> data, boolean trimmed) {
        int queryLimit = config.queryTokens();
        int promptLimit = config.promptTokens();
        int querySlots = trimmed ? longestQuery(data, queryLimit) : queryLimit;
        int promptSlots = trimmed ? longestPrompt(data, promptLimit) : promptLimit;
        boolean bridge = querySlots < queryLimit;
        int promptStart = 1 + querySlots + (bridge ? 1 : 0);
        rows = data.size();
        slots = promptStart + promptSlots - (trimmed ? 1 : 0);
        positions = new int[slots];
        components = new int[slots];
        for (int slot = 1; slot < slots; slot++) {
            boolean prompt = slot >= promptStart;
            components[slot] = prompt ? 2 : 1;
            positions[slot] = prompt ? 1 + queryLimit + slot - promptStart : slot;
        }
        if (bridge) {
            positions[promptStart - 1] = queryLimit;
        }
        rewards = new float[rows];
        tokens = new int[rows * slots];
        Arrays.fill(tokens, config.endOfText());
        visible = new boolean[rows * slots];
        int count =
                trimmed
                        ? data.stream().mapToInt(row -> promptTokens(row, promptLimit)).sum()
                        : rows * promptLimit;
        targets = new int[count];
        predictors = new int[count];
        weights = new float[count];
        int target = 0;
        for (int r = 0; r < rows; r++) {
            TrainingRow row = data.get(r);
            rewards[r] = (float) row.reward();
            int start = r * slots;
            visible[start] = true;
            for (int i = 0; i < Math.min(row.query().length, querySlots); i++) {
                tokens[start + 1 + i] = row.query()[i];
                visible[start + 1 + i] = true;
            }
            int written = promptTokens(row, promptLimit);
            for (int i = 0; i < written; i++) {
                int slot = promptStart + i;
                if (slot < slots) {
                    tokens[start + slot] = row.prompt()[i];
                    visible[start + slot] = true;
                }
                targets[target] = row.prompt()[i];
                predictors[target] = start + slot - 1;
                weights[target++] = (float) row.weight();
            }
            for (int i = written; !trimmed && i < promptLimit; i++) {
                targets[target] = config.endOfText();
                predictors[target++] = start + promptStart + i - 1;
            }
        }
        computed = trimmed ? needed() : IntStream.range(0, rows * slots).toArray();
    }

    /// What is looked at, and what predicts: so not the last token of a prompt.
    private int[] needed() {
        boolean[] needed = new boolean[rows * slots];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = visible[i] && components[i % slots] < 2;
        }
        for (int predictor : predictors) {
            needed[predictor] = true;
        }
        return IntStream.range(0, needed.length).filter(slot -> needed[slot]).toArray();
    }

    /// Only the slots that some row needs.
    static Batch trimmed(PolicyConfig config, List<TrainingRow> rows) {
        return new Batch(config, rows, true);
    }

    /// All slots and all prompt targets, padding with weight 0, as in the paper's released code.
    static Batch whole(PolicyConfig config, List<TrainingRow> rows) {
        return new Batch(config, rows, false);
    }

    /// Slots that hold content.
    int visibleSlots() {
        int count = 0;
        for (boolean slot : visible) {
            count += slot ? 1 : 0;
        }
        return count;
    }

    private static int longestQuery(List<TrainingRow> rows, int limit) {
        return rows.stream().mapToInt(row -> Math.min(row.query().length, limit)).max().orElse(0);
    }

    private static int longestPrompt(List<TrainingRow> rows, int limit) {
        int longest = rows.stream().mapToInt(row -> promptTokens(row, limit)).max().orElse(0);
        return Math.max(1, longest);
    }

    private static int promptTokens(TrainingRow row, int limit) {
        return Math.min(row.prompt().length, limit);
    }
}
