package dev.hone.experience;

import dev.hone.Digest;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Suggestion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Gathers the rows of several files into one data set. For use by one thread.
final class ExperienceCollector {

    private static final int MOST_NAMED = 12;

    private final Optional<String> wanted;
    private final Set<String> models = new TreeSet<>();
    private final List<Experience> experiences = new ArrayList<>();
    private final Map<String, Known> queries = new HashMap<>();
    private final Map<Prompt, double[]> averages = new LinkedHashMap<>();
    private final Map<Prompt, String> promptIds = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    ExperienceCollector(Optional<String> wanted) {
        this.wanted = wanted;
    }

    /// Whether a row is of the wanted model; remembers its model either way.
    boolean wants(RowFields row) {
        String model = row.hasContent("model") ? row.text("model") : "";
        models.add(model);
        return wanted.isEmpty() || wanted.get().equals(model);
    }

    /// The query of a row, the same for all rows with its id.
    Query query(RowFields row, String field) {
        String text = row.textNotBlank(field);
        String id =
                row.hasContent("query_id") ? row.textNotBlank("query_id") : Digest.of(text).hex();
        Known known =
                queries.computeIfAbsent(id, name -> new Known(new Query(id, text), row.place()));
        if (!known.query().text().equals(text)) {
            throw new InputException(
                    row.place()
                            + ": the query_id \""
                            + Excerpt.of(id)
                            + "\" is that of another text already ("
                            + known.place()
                            + "): \""
                            + Excerpt.of(known.query().text())
                            + "\", and here it is \""
                            + Excerpt.of(text)
                            + "\". An id must stand for one query.");
        }
        return known.query();
    }

    /// @param promptId empty where the row names none
    void add(Experience experience, String promptId) {
        experiences.add(experience);
        if (!promptId.isEmpty()) {
            promptIds.putIfAbsent(experience.prompt(), promptId);
        }
    }

    void average(Prompt prompt, double average) {
        double[] sum = averages.computeIfAbsent(prompt, key -> new double[2]);
        sum[0] += average;
        sum[1]++;
    }

    void unknownPrompts(Path file, Set<String> ids) {
        if (!ids.isEmpty()) {
            warnings.add(
                    file
                            + " names prompts by ids whose texts are not known ("
                            + named(ids)
                            + "); the ids are taken as the texts. A file "
                            + PromptTexts.BESIDE
                            + " beside it, with prompt_id and prompt, gives the texts.");
        }
    }

    RecordedExperiences finish() {
        if (wanted.isEmpty() && models.size() > 1) {
            throw new InputException(
                    "The rows are of several models: "
                            + named(models)
                            + ". What works for one need not work for another: choose one of"
                            + " them.");
        }
        if (experiences.isEmpty()) {
            throw noneWanted(wanted.orElse(""));
        }
        Map<Prompt, Double> means = new LinkedHashMap<>();
        averages.forEach((prompt, sum) -> means.put(prompt, sum[0] / sum[1]));
        String model = wanted.orElse(models.iterator().next());
        return new RecordedExperiences(
                OfflineDataset.of(experiences),
                means,
                promptIds,
                model.isEmpty() ? Optional.empty() : Optional.of(model),
                warnings);
    }

    private InputException noneWanted(String name) {
        List<String> known =
                models.stream().filter(model -> !model.isEmpty()).map(Excerpt::of).toList();
        return new InputException(
                "No row is of the model \""
                        + Excerpt.of(name)
                        + "\"."
                        + (known.isEmpty()
                                ? " The rows name no model."
                                : Suggestion.of(name, known)));
    }

    private static String named(Set<String> names) {
        String listed =
                String.join(
                        ", ",
                        names.stream()
                                .limit(MOST_NAMED)
                                .map(name -> name.isEmpty() ? "(none)" : Excerpt.of(name))
                                .toList());
        return names.size() > MOST_NAMED
                ? listed + " and " + (names.size() - MOST_NAMED) + " more"
                : listed;
    }

    private record Known(Query query, String place) {}
}
