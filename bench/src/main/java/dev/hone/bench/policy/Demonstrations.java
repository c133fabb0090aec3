package dev.hone.bench.policy;

import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.training.TrainingRow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Rows that look like real ones: short prompts that follow from their query, so that there is
/// something to learn. Queries have 5 to 40 tokens, prompts 4 to 24 and their end.
final class Demonstrations {

    private static final int FEWEST_QUERY = 5;
    private static final int FEWEST_PROMPT = 4;
    private static final int MOST_PROMPT = 24;
    private static final int KINDS = 16;

    private final PolicyConfig config;
    private final SplittableRandom random;
    private final List<int[]> prompts = new ArrayList<>();

    Demonstrations(PolicyConfig config, long seed) {
        this.config = config;
        this.random = new SplittableRandom(seed);
        for (int kind = 0; kind < KINDS; kind++) {
            int length = random.nextInt(FEWEST_PROMPT, MOST_PROMPT + 1);
            int[] prompt = Arrays.copyOf(tokens(length), length + 1);
            prompt[length] = config.endOfText();
            prompts.add(prompt);
        }
    }

    /// Of the kind that the first token of the query tells.
    List<TrainingRow> rows(int count) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] query = tokens(random.nextInt(FEWEST_QUERY, config.queryTokens() + 1));
            query[0] = random.nextInt(KINDS);
            rows.add(new TrainingRow(random.nextDouble(0, 3), query, prompts.get(query[0]), 1));
        }
        return rows;
    }

    private int[] tokens(int length) {
        return random.ints(length, 0, config.endOfText()).toArray();
    }
}
