package dev.hone.experience;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/// Which prompts were tried on which queries of one split, and what came of it. For use by one
/// thread.
final class SplitTrials {

    private final Map<String, Query> queries = new LinkedHashMap<>();
    private final Map<Prompt, Set<String>> tried = new LinkedHashMap<>();
    private final Map<Prompt, Map<String, Double>> scores = new LinkedHashMap<>();

    void add(Evaluation evaluation) {
        Prompt prompt = evaluation.prompt();
        for (Outcome outcome : evaluation.outcomes()) {
            String text = outcome.example().input();
            if (text.isBlank()) {
                continue;
            }
            queries.computeIfAbsent(text, key -> new Query(Digest.of(key).hex(), key));
            tried.computeIfAbsent(prompt, key -> new LinkedHashSet<>()).add(text);
            if (outcome instanceof Outcome.Scored scored) {
                scores.computeIfAbsent(prompt, key -> new LinkedHashMap<>())
                        .put(text, scored.score());
            }
        }
    }

    /// All that were asked, answered or not.
    List<Query> queries() {
        return List.copyOf(queries.values());
    }

    OfflineDataset dataset() {
        List<Experience> experiences = new ArrayList<>();
        tried.forEach(
                (prompt, on) -> {
                    double propensity = (double) on.size() / queries.size();
                    scores.getOrDefault(prompt, Map.of())
                            .forEach(
                                    (text, score) ->
                                            experiences.add(
                                                    new Experience(
                                                            Objects.requireNonNull(
                                                                    queries.get(text)),
                                                            prompt,
                                                            List.of(score),
                                                            OptionalDouble.empty(),
                                                            propensity)));
                });
        return OfflineDataset.of(experiences);
    }

    /// Pairs that were tried and never scored.
    int failed() {
        int all = tried.values().stream().mapToInt(Set::size).sum();
        return all - scores.values().stream().mapToInt(Map::size).sum();
    }
}
