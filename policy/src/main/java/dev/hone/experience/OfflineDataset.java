package dev.hone.experience;

import dev.hone.Prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
        Map<String, Query> seen = new LinkedHashMap<>();
        LinkedHashSet<Prompt> distinct = new LinkedHashSet<>();
        for (Experience experience : experiences) {
            Query query = experience.query();
            Query first = seen.putIfAbsent(query.id(), query);
            if (first != null && !first.equals(query)) {
                throw new IllegalArgumentException("Two queries have the id " + query.id() + ".");
            }
            distinct.add(experience.prompt());
            byQuery.computeIfAbsent(query.id(), id -> new LinkedHashMap<>())
                    .merge(experience.prompt(), experience, OfflineDataset::merged);
        }
        this.queries = List.copyOf(seen.values());
        this.prompts = List.copyOf(distinct);
        this.experiences =
                byQuery.values().stream().flatMap(under -> under.values().stream()).toList();
    }

    /// Experiences of the same query under the same prompt become one, with the scores of all.
    ///
    /// @throws IllegalArgumentException when two queries with different texts have the same id
    public static OfflineDataset of(List<Experience> experiences) {
        return new OfflineDataset(experiences);
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

    /// All experiences of both.
    public OfflineDataset plus(OfflineDataset other) {
        List<Experience> all = new ArrayList<>(experiences);
        all.addAll(other.experiences);
        return of(all);
    }

    private static Experience merged(Experience one, Experience other) {
        List<Double> scores = new ArrayList<>(one.scores());
        scores.addAll(other.scores());
        return new Experience(
                one.query(),
                one.prompt(),
                scores,
                weightedMean(one, other),
                (one.propensity() + other.propensity()) / 2);
    }

    private static OptionalDouble weightedMean(Experience one, Experience other) {
        if (one.negativeLogLikelihood().isEmpty()) {
            return other.negativeLogLikelihood();
        }
        if (other.negativeLogLikelihood().isEmpty()) {
            return one.negativeLogLikelihood();
        }
        int first = one.scores().size();
        int second = other.scores().size();
        double sum =
                first * one.negativeLogLikelihood().getAsDouble()
                        + second * other.negativeLogLikelihood().getAsDouble();
        return OptionalDouble.of(sum / (first + second));
    }
}
