package dev.hone.experience.gap;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Queries dealt out to folds whose sizes differ by at most one.
///
/// @param fold of every query
/// @param count of folds
record Folds(int[] fold, int count) {

    private static final int MOST = 10;

    /// Ten folds, or one for each query where there are fewer.
    static Folds of(int queries, RandomGenerator random) {
        int count = Math.min(MOST, queries);
        int[] fold = IntStream.range(0, queries).map(query -> query % count).toArray();
        for (int last = queries - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = fold[last];
            fold[last] = fold[other];
            fold[other] = swapped;
        }
        return new Folds(fold, count);
    }
}
