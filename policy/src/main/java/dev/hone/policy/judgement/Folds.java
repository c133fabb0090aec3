package dev.hone.policy.judgement;

import dev.hone.InputException;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Cross-validation by query: every query is tested once, by what was learned from the others.
public final class Folds {

    private Folds() {}

    /// One part of a cross-validation.
    ///
    /// @param number from 1
    public record Fold(int number, OfflineDataset training, OfflineDataset test) {}

    /// `k` folds of nearly equal size: the queries are shuffled, and every one is in exactly one
    /// test part.
    ///
    /// @param k 2 or more
    /// @throws InputException when there are fewer queries than folds
    public static List<Fold> of(OfflineDataset data, int k, RandomStreams random) {
        if (k < 2) {
            throw new IllegalArgumentException("k (" + k + ") must be 2 or more.");
        }
        if (data.queries().size() < k) {
            throw new InputException(
                    "Cross-validation with "
                            + k
                            + " folds needs at least "
                            + k
                            + " queries, but the data has "
                            + data.queries().size()
                            + ".");
        }
        List<Query> queries = shuffled(data.queries(), random.stream("folds"));
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            Set<String> test = new HashSet<>();
            for (int i = fold; i < queries.size(); i += k) {
                test.add(queries.get(i).id());
            }
            folds.add(
                    new Fold(
                            fold + 1,
                            data.where(query -> !test.contains(query.id())),
                            data.where(query -> test.contains(query.id()))));
        }
        return folds;
    }

    private static List<Query> shuffled(List<Query> queries, RandomGenerator random) {
        List<Query> shuffled = new ArrayList<>(queries);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Query query = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, query);
        }
        return shuffled;
    }
}
