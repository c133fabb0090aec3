package dev.hone.policy.judgement;

import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// What a policy is worth on each query, in [0, 1]. A query under whose chosen prompt nothing was
/// recorded is not covered: it has no value, which is something else than 0. Immutable.
public final class QueryValues {

    private final List<Query> queries;

    /// NaN where the query is not covered.
    private final double[] values;

    private QueryValues(List<Query> queries, double[] values) {
        this.queries = List.copyOf(queries);
        this.values = values;
    }

    /// @param value in [0, 1], or NaN where the query is not covered
    public static QueryValues of(List<Query> queries, ToDoubleFunction<Query> value) {
        return new QueryValues(queries, queries.stream().mapToDouble(value).toArray());
    }

    /// The mean recorded score of each query under the prompt chosen for it.
    public static QueryValues of(Choices choices, OfflineDataset recorded) {
        double[] values = new double[choices.queries().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    recorded.find(choices.queries().get(i), choices.prompts().get(i))
                            .map(Experience::score)
                            .orElse(Double.NaN);
        }
        return new QueryValues(choices.queries(), values);
    }

    public List<Query> queries() {
        return queries;
    }

    /// In the order of the queries; NaN where a query is not covered.
    public double[] toArray() {
        return values.clone();
    }

    /// How many queries have a value.
    public int covered() {
        return (int) coveredValues().count();
    }

    /// Mean over the covered queries, each weighing the same; 0 where none is covered.
    public double mean() {
        return coveredValues().average().orElse(0);
    }

    /// The values of both, those of `other` last.
    ///
    /// @throws IllegalArgumentException when a query is in both
    public QueryValues plus(QueryValues other) {
        List<Query> all = Stream.concat(queries.stream(), other.queries.stream()).toList();
        Set<String> ids = new HashSet<>();
        for (Query query : all) {
            if (!ids.add(query.id())) {
                throw new IllegalArgumentException(
                        "Query " + query.id() + " is in two parts that are put together.");
            }
        }
        return new QueryValues(
                all,
                DoubleStream.concat(Arrays.stream(values), Arrays.stream(other.values)).toArray());
    }

    private DoubleStream coveredValues() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value));
    }
}
