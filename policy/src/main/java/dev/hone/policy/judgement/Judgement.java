package dev.hone.policy.judgement;

import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.PairedComparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What policies are worth on the same queries. Immutable; policies keep the order in which they
/// were added.
///
/// Every query weighs the same, however often it was answered. Differences are paired: only queries
/// that the policy and the best single prompt both cover enter.
public final class Judgement {

    /// The policy that all others are compared with.
    public static final String BEST_SINGLE = "best-single";

    /// The policy that bounds what can be gained.
    public static final String RELIABLE_ORACLE = "oracle-reliable";

    /// What rounding leaves of sums that cancel.
    private static final double DUST = 1e-9;

    private final Map<String, QueryValues> values;

    private Judgement(Map<String, QueryValues> values) {
        this.values = values;
    }

    /// A judgement to which policies are added.
    public static Judgement empty() {
        return new Judgement(new LinkedHashMap<>());
    }

    /// Runs all contenders on the same data.
    public static Judgement of(
            List<Contender> contenders,
            OfflineDataset training,
            OfflineDataset test,
            RandomStreams random) {
        Judgement judgement = empty();
        for (Contender contender : contenders) {
            judgement = judgement.with(contender.name(), contender.run(training, test, random));
        }
        return judgement;
    }

    /// Runs all contenders on every fold and pools what comes of it: one value for every query.
    public static Judgement of(
            List<Contender> contenders, List<Folds.Fold> folds, RandomStreams random) {
        return folds.stream()
                .map(
                        fold ->
                                of(
                                        contenders,
                                        fold.training(),
                                        fold.test(),
                                        new RandomStreams(random.seedOf("fold " + fold.number()))))
                .reduce(Judgement::plus)
                .orElseGet(Judgement::empty);
    }

    /// This and one more policy.
    ///
    /// @throws IllegalArgumentException when the name is taken or the queries are others
    public Judgement with(String policy, QueryValues added) {
        Map<String, QueryValues> all = new LinkedHashMap<>(values);
        if (all.putIfAbsent(policy, added) != null) {
            throw new IllegalArgumentException("Two policies are named " + policy + ".");
        }
        if (!values.isEmpty() && !queries().equals(added.queries())) {
            throw new IllegalArgumentException(
                    "Policy " + policy + " was not run on the queries of the others.");
        }
        return new Judgement(all);
    }

    /// The same policies on the queries of both.
    ///
    /// @throws IllegalArgumentException when the policies are others or a query is in both
    public Judgement plus(Judgement other) {
        if (!values.keySet().equals(other.values.keySet())) {
            throw new IllegalArgumentException(
                    "Only judgements of the same policies can be put together, but these are of "
                            + values.keySet()
                            + " and "
                            + other.values.keySet()
                            + ".");
        }
        Map<String, QueryValues> all = new LinkedHashMap<>();
        values.forEach((policy, own) -> all.put(policy, own.plus(other.valuesOf(policy))));
        return new Judgement(all);
    }

    /// One row for every policy, in the order in which they were added. Policies that cover no
    /// query have none: `oracle-reliable` where nothing was recorded twice.
    ///
    /// @param random of the bootstrap
    /// @throws IllegalStateException when [#BEST_SINGLE] is not among the policies
    public List<PolicyRow> rows(RandomStreams random) {
        if (!values.containsKey(BEST_SINGLE)) {
            throw new IllegalStateException(
                    "Nothing to compare with: " + BEST_SINGLE + " is not among " + values.keySet());
        }
        List<PolicyRow> rows = new ArrayList<>();
        values.forEach(
                (policy, own) -> {
                    if (own.covered() > 0) {
                        rows.add(row(policy, own, random));
                    }
                });
        return rows;
    }

    private PolicyRow row(String policy, QueryValues own, RandomStreams random) {
        return new PolicyRow(
                policy,
                own.mean(),
                (double) own.covered() / own.queries().size(),
                PairedComparison.ofScores(
                        valuesOf(BEST_SINGLE).toArray(),
                        own.toArray(),
                        random.stream("bootstrap " + policy)),
                gapRecovered(own));
    }

    private OptionalDouble gapRecovered(QueryValues own) {
        if (!values.containsKey(RELIABLE_ORACLE)) {
            return OptionalDouble.empty();
        }
        double[] policy = own.toArray();
        double[] single = valuesOf(BEST_SINGLE).toArray();
        double[] oracle = valuesOf(RELIABLE_ORACLE).toArray();
        double gained = 0;
        double gap = 0;
        for (int i = 0; i < policy.length; i++) {
            boolean inAll = !Double.isNaN(policy[i] + single[i] + oracle[i]);
            gained += inAll ? policy[i] - single[i] : 0;
            gap += inAll ? oracle[i] - single[i] : 0;
        }
        return gap > DUST ? OptionalDouble.of(gained / gap) : OptionalDouble.empty();
    }

    private List<Query> queries() {
        return values.values().iterator().next().queries();
    }

    private QueryValues valuesOf(String policy) {
        QueryValues found = values.get(policy);
        if (found == null) {
            throw new IllegalStateException("No policy is named " + policy + ".");
        }
        return found;
    }
}
