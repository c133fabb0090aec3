package dev.hone.experience;

import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/// Experiences to learn from or to judge by, at most one for a query under a prompt. Immutable;
/// queries and prompts keep the order in which they first occur.
public final class OfflineDataset {

    private final List<Experience> experiences;
    private final List<Query> queries;
    private final List<Prompt> prompts;
    private final Map<String, Map<Prompt, Experience>> byQuery;

    private OfflineDataset(List<Experience> experiences) {
        this.byQuery = new LinkedHashMap<>();
        Map<String, Map<Prompt, List<Experience>>> together = new LinkedHashMap<>();
        Map<String, Query> seen = new LinkedHashMap<>();
        LinkedHashSet<Prompt> distinct = new LinkedHashSet<>();
        for (Experience experience : experiences) {
            Query query = experience.query();
            Query first = seen.putIfAbsent(query.id(), query);
            if (first != null && !first.equals(query)) {
                throw new IllegalArgumentException("Two queries have the id " + query.id() + ".");
            }
            distinct.add(experience.prompt());
            together.computeIfAbsent(query.id(), id -> new LinkedHashMap<>())
                    .computeIfAbsent(experience.prompt(), prompt -> new ArrayList<>())
                    .add(experience);
        }
        together.forEach(
                (id, under) -> {
                    Map<Prompt, Experience> merged = new LinkedHashMap<>();
                    under.forEach((prompt, same) -> merged.put(prompt, merged(same)));
                    byQuery.put(id, merged);
                });
        this.queries = List.copyOf(seen.values());
        this.prompts = List.copyOf(distinct);
        this.experiences =
                byQuery.values().stream().flatMap(under -> under.values().stream()).toList();
    }

    /// Experiences of the same query under the same prompt become one, with the scores of all, the
    /// mean of the likelihoods there are, each weighing as its scores are many, and the mean
    /// propensity.
    ///
    /// @throws IllegalArgumentException when two queries with different texts have the same id
    public static OfflineDataset of(List<Experience> experiences) {
        return new OfflineDataset(experiences);
    }

    /// What evaluations of one data set leave behind. Queries are named by the digest of their
    /// text; of several scores of one query under one prompt the last counts, because an evaluator
    /// asks the same question once. Failed outcomes are left out. The propensity is the part of all
    /// queries that a prompt was tried on.
    public static OfflineDataset ofEvaluations(List<Evaluation> evaluations) {
        SplitTrials trials = new SplitTrials();
        evaluations.forEach(trials::add);
        return trials.dataset();
    }

    /// Grouped by query.
    public List<Experience> experiences() {
        return experiences;
    }

    public List<Query> queries() {
        return queries;
    }

    public List<Prompt> prompts() {
        return prompts;
    }

    public boolean isEmpty() {
        return experiences.isEmpty();
    }

    public Optional<Experience> find(Query query, Prompt prompt) {
        return Optional.ofNullable(byQuery.getOrDefault(query.id(), Map.of()).get(prompt));
    }

    /// What is known of a query, in the order of its experiences; empty for an unknown one.
    public List<Experience> of(Query query) {
        return List.copyOf(byQuery.getOrDefault(query.id(), Map.of()).values());
    }

    /// The experiences of those queries for which a condition holds.
    public OfflineDataset where(Predicate<Query> condition) {
        return of(experiences.stream().filter(row -> condition.test(row.query())).toList());
    }

    /// Whether there is anything to learn: two scores that differ. Without, nothing says that one
    /// prompt is better than another, nor for which query.
    public boolean hasContrast() {
        return experiences.stream()
                        .flatMap(experience -> experience.scores().stream())
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    /// The experiences of all but some queries, told by id and by text; letter case and white space
    /// make no difference. What is left may be learned from when those queries are to judge.
    public OfflineDataset without(List<Query> judged) {
        Set<String> ids = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (Query query : judged) {
            ids.add(query.id());
            texts.add(Query.normalised(query.text()));
        }
        return where(
                query ->
                        !ids.contains(query.id())
                                && !texts.contains(Query.normalised(query.text())));
    }

    /// All experiences of both.
    public OfflineDataset plus(OfflineDataset other) {
        List<Experience> all = new ArrayList<>(experiences);
        all.addAll(other.experiences);
        return of(all);
    }

    private static Experience merged(List<Experience> same) {
        if (same.size() == 1) {
            return same.getFirst();
        }
        List<Double> scores = new ArrayList<>();
        double likelihoods = 0;
        int weights = 0;
        double propensities = 0;
        for (Experience experience : same) {
            scores.addAll(experience.scores());
            propensities += experience.propensity();
            if (experience.negativeLogLikelihood().isPresent()) {
                int weight = experience.scores().size();
                likelihoods += weight * experience.negativeLogLikelihood().getAsDouble();
                weights += weight;
            }
        }
        return new Experience(
                same.getFirst().query(),
                same.getFirst().prompt(),
                scores,
                weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(likelihoods / weights),
                Math.min(1, propensities / same.size()));
    }
}
