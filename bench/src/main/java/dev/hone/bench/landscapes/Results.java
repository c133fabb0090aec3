package dev.hone.bench.landscapes;

import dev.hone.statistics.SampleMean;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the searches came to.
///
/// @param landscapes in the order of the report
/// @param bests the best score of each landscape
/// @param budget of each search, in calls
record Results(
        List<String> landscapes, Map<String, Double> bests, List<Course> courses, int budget) {

    /// What counts as found: this part of the best score there is.
    static final double NEAR = 0.95;

    private static final int[] BUDGETS = {250, 500, 1_000, 2_000, 4_000};

    /// The numbers of calls at which scores are compared, up to the budget.
    int[] budgets() {
        return Arrays.stream(BUDGETS).filter(calls -> calls <= budget).toArray();
    }

    List<String> methods() {
        return Method.ALL.stream()
                .map(Method::label)
                .filter(label -> courses.stream().anyMatch(c -> c.method().equals(label)))
                .toList();
    }

    double best(String landscape) {
        return Objects.requireNonNull(bests.get(landscape));
    }

    List<Course> of(String landscape, String method) {
        return courses.stream()
                .filter(c -> c.landscape().equals(landscape) && c.method().equals(method))
                .toList();
    }

    /// Of the prompt that all searches start from.
    double seed(String landscape) {
        return of(landscape, methods().getFirst()).getFirst().first();
    }

    /// Mean true score over the seeds after so many calls.
    double score(String landscape, String method, int calls) {
        return of(landscape, method).stream()
                .mapToDouble(course -> course.at(calls))
                .average()
                .orElseThrow();
    }

    /// The same as a part of the best.
    double share(String landscape, String method, int calls) {
        return score(landscape, method, calls) / best(landscape);
    }

    /// Mean over landscapes and seeds, until the search ended.
    double callsUsed(String method) {
        return courses.stream()
                .filter(course -> course.method().equals(method))
                .mapToInt(Course::calls)
                .average()
                .orElseThrow();
    }

    /// That part over all landscapes.
    SampleMean share(String method, int calls) {
        return SampleMean.of(
                0, 1, landscapes.stream().mapToDouble(l -> share(l, method, calls)).toArray());
    }

    /// Of another method's share this one's, landscape by landscape.
    SampleMean ahead(String method, String other, int calls) {
        return SampleMean.of(
                -1,
                1,
                landscapes.stream()
                        .mapToDouble(l -> share(l, method, calls) - share(l, other, calls))
                        .toArray());
    }

    /// Mean place among the methods over the landscapes, from 1; equals share their places.
    double rank(String method, int calls) {
        double sum = 0;
        for (String landscape : landscapes) {
            double own = share(landscape, method, calls);
            double place = 0.5;
            for (String other : methods()) {
                double theirs = share(landscape, other, calls);
                place += theirs > own ? 1 : theirs == own ? 0.5 : 0;
            }
            sum += place;
        }
        return sum / landscapes.size();
    }

    /// How many seeds came near the best, and the median of their calls.
    ///
    /// @param median over all seeds; null where less than half did
    record Found(int seeds, int of, @Nullable Integer median) {}

    Found found(String landscape, String method) {
        List<Course> all = of(landscape, method);
        List<Integer> calls =
                all.stream()
                        .map(course -> course.callsTo(NEAR * best(landscape)))
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList();
        int middle = (all.size() + 1) / 2;
        Integer median = calls.size() >= middle ? calls.get(middle - 1) : null;
        return new Found(calls.size(), all.size(), median);
    }

    /// Of the chosen prompts on the test splits.
    SampleMean test(String landscape, String method) {
        return SampleMean.of(
                0, 1, of(landscape, method).stream().mapToDouble(Course::test).toArray());
    }
}
