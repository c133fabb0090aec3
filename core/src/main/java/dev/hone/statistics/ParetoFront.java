package dev.hone.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The best trade-offs between several objectives: what nothing else beats.
public final class ParetoFront {

    private ParetoFront() {}

    /// The items that no other dominates, in their order. One dominates another that is no better
    /// in any objective and worse in at least one; of items that are alike in all, all are kept.
    ///
    /// @param costs of an item, smaller is better; as many for each, none of them NaN
    /// @throws IllegalArgumentException when their numbers differ or one is NaN
    public static <T> List<T> of(List<T> items, Function<T, double[]> costs) {
        List<double[]> all = items.stream().map(costs).toList();
        all.forEach(point -> requireComparable(point, all.getFirst().length));
        List<T> front = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            double[] point = all.get(i);
            if (all.stream().noneMatch(other -> dominates(other, point))) {
                front.add(items.get(i));
            }
        }
        return List.copyOf(front);
    }

    /// Whether `a` is nowhere worse than `b`, and somewhere better.
    static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
            better |= a[i] < b[i];
        }
        return better;
    }

    private static void requireComparable(double[] point, int objectives) {
        if (point.length != objectives) {
            throw new IllegalArgumentException(
                    "All items need the same objectives, but there are "
                            + objectives
                            + " and "
                            + point.length
                            + ".");
        }
        for (double cost : point) {
            if (Double.isNaN(cost)) {
                throw new IllegalArgumentException("A cost is not a number.");
            }
        }
    }
}
