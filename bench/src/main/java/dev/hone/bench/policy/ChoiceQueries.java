package dev.hone.bench.policy;

import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.training.TrainingRow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What a policy that chooses among prompts is asked; queries fill all their slots.
enum ChoiceQueries {

    /// Tokens at random.
    RANDOM,

    /// One token in two, at random places, tells which of 151 prompts is needed.
    TELLING;

    private static final int KINDS = 151;
    private static final int ONE_IN = 2;

    List<int[]> of(PolicyConfig shape, int count, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            queries.add(
                    this == RANDOM
                            ? noise(shape, random)
                            : query(shape, random.nextInt(KINDS), random));
        }
        return queries;
    }

    /// So many telling queries for each prompt, with it.
    static List<TrainingRow> demonstrations(PolicyConfig shape, List<int[]> prompts, int each) {
        SplittableRandom random = new SplittableRandom(KINDS);
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < each * prompts.size(); i++) {
            int kind = i % prompts.size();
            rows.add(new TrainingRow(100, query(shape, kind, random), prompts.get(kind), 1));
        }
        return rows;
    }

    private static int[] query(PolicyConfig shape, int kind, SplittableRandom random) {
        int[] query = noise(shape, random);
        for (int i = 0; i < query.length; i++) {
            query[i] = random.nextInt(ONE_IN) == 0 ? kind : query[i];
        }
        return query;
    }

    private static int[] noise(PolicyConfig shape, SplittableRandom random) {
        return random.ints(shape.queryTokens(), KINDS, shape.endOfText()).toArray();
    }
}
