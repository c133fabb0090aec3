package dev.hone.task;

import dev.hone.AnswerReader;
import dev.hone.Dataset;
import dev.hone.Demonstrations;
import dev.hone.Example;
import dev.hone.Extraction;
import dev.hone.InputException;
import dev.hone.Metric;
import dev.hone.Splits;
import dev.hone.Suggestion;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.data.DataSource;
import dev.hone.data.FieldMapping;
import dev.hone.data.Split;
import dev.hone.evaluation.MaxFailures;
import dev.hone.evaluation.Objective;
import dev.hone.limit.Limits;
import dev.hone.metric.MetricSpec;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A task file, read, checked and completed with defaults.
///
/// @param file it was read from; paths in it are seen from its folder
/// @param name of the task; the folder's when the file gives none
/// @param metric to be made once its judge, if it needs one, is connected
/// @param answer how the answer is read
/// @param extract the second turn that asks for the bare answer; null for a single turn
/// @param judge null when the file has no such section
/// @param maxFailures how many examples of an evaluation may stay without an answer
/// @param objectives what prompts are compared by beside their score, one or more
/// @param seed of the run's random streams
/// @param settings every setting that was made or left at its default, by dotted name, in a fixed
///   order; what is not set and has no default is not in it
/// @param origins where they were written
public record TaskFile(
        Path file,
        String name,
        DataSource data,
        FieldMapping fields,
        PromptSection prompt,
        MetricSpec metric,
        AnswerReader answer,
        @Nullable Extraction extract,
        ModelSection taskModel,
        ModelSection optimizerModel,
        @Nullable JudgeSection judge,
        OptimizerSection optimizer,
        StopAfter stopAfter,
        Limits limits,
        MaxFailures maxFailures,
        Set<Objective> objectives,
        long seed,
        Map<String, String> settings,
        Origins origins) {

    private static final String SEED = "seed";
    private static final String OPTIMIZER = "optimizer.";

    /// Reads a task file as it is.
    ///
    /// @throws InputException when the file or a value in it is wrong
    public static TaskFile read(Path file) {
        return read(file, Map.of());
    }

    /// Reads a task file with some values replaced.
    ///
    /// @param overrides values by dotted key; one in quotes is read as YAML, any other as it is
    /// @throws InputException when the file, an override or a value is wrong
    public static TaskFile read(Path file, Map<String, String> overrides) {
        return new TaskParser(Settings.read(file, overrides)).parse();
    }

    /// A task that is known without a file, such as one of a benchmark.
    ///
    /// @param file it stands for, in messages; paths among the values are seen from its folder
    /// @param values by dotted key, as the overrides of a file
    /// @throws InputException when a value is wrong
    public static TaskFile of(Path file, Map<String, String> values) {
        return new TaskParser(Settings.of(file, values)).parse();
    }

    /// The same task, searched on by another optimizer under another seed. The data stay as they
    /// are dealt out, whatever the seed.
    public TaskFile searchedBy(OptimizerSection other, long otherSeed) {
        Map<String, String> changed = new LinkedHashMap<>();
        settings.forEach(
                (name, value) -> {
                    if (name.equals(SEED)) {
                        changed.put(name, Long.toString(otherSeed));
                    } else if (!name.startsWith(OPTIMIZER)) {
                        changed.put(name, value);
                    }
                });
        changed.put(OPTIMIZER + "name", other.name());
        changed.put(OPTIMIZER + "preset", other.preset());
        other.options().forEach((name, value) -> changed.put(OPTIMIZER + name, value));
        return new TaskFile(
                file,
                name,
                data,
                fields,
                prompt,
                metric,
                answer,
                extract,
                taskModel,
                optimizerModel,
                judge,
                other,
                stopAfter,
                limits,
                maxFailures,
                objectives,
                otherSeed,
                Collections.unmodifiableMap(changed),
                origins);
    }

    /// Reads the data.
    ///
    /// @throws InputException when a data file is wrong, or the template names a column that an
    ///   example lacks
    public DataSource.Loaded load() {
        DataSource.Loaded loaded = data.load(fields);
        for (Split split : Split.values()) {
            split.of(loaded.splits()).forEach(example -> checkTemplate(split, example));
        }
        return loaded;
    }

    /// The splits of [#load()].
    public Splits loadSplits() {
        return load().splits();
    }

    /// The folder that paths in the file are seen from.
    public Path folder() {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /// How answers are scored.
    ///
    /// @param judge needed by `judge`, not looked at by the others
    /// @throws InputException when a class cannot be loaded
    public Metric scoring(MetricSpec.@Nullable Judge judge) {
        try {
            return metric.create(judge);
        } catch (InputException e) {
            throw new InputException(origins.place("metric", file) + ": " + e.getMessage(), e);
        }
    }

    /// The task itself.
    ///
    /// @param splits as loaded
    /// @param scoring what [#scoring] makes
    /// @throws InputException when there are too few examples for the demonstrations
    public Task task(Splits splits, Metric scoring) {
        return new Task(
                name,
                splits,
                template(),
                demonstrations(splits),
                extract,
                answer,
                scoring,
                protocol());
    }

    /// The settings that decide how answers are read and scored.
    private String protocol() {
        return settings.entrySet().stream()
                .filter(entry -> entry.getKey().matches("metric|answer|extract|judge\\..*"))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    public Template template() {
        return prompt.template();
    }

    /// The first examples of the few-shot split, as many as the file asks for.
    ///
    /// @throws InputException when the split has fewer
    public Demonstrations demonstrations(Splits splits) {
        Dataset pool = splits.fewShot();
        int count = prompt.demonstrations();
        if (count > pool.size()) {
            throw new InputException(
                    file
                            + ": \"prompt.demonstrations.count\" is "
                            + count
                            + ", but the few-shot split has "
                            + pool.size()
                            + " examples. Lower the count, or name more under \"data.few-shot\".");
        }
        return new Demonstrations(pool.slice(0, count).examples(), prompt.style());
    }

    /// The prompt's own may also be marked in the template, and a template's in the system message.
    private String place(String key, String placeholder) {
        String standing =
                key.equals("prompt.seed") && origins.places().containsKey("prompt.seed.file")
                        ? "prompt.seed.file"
                        : origins.places().containsKey(key)
                                ? key
                                : Template.placeholdersIn(template().system()).contains(placeholder)
                                        ? "prompt.system"
                                        : "prompt.template";
        return origins.place(standing, file) + ": \"" + standing + "\"";
    }

    private static Set<String> columns(Example example) {
        Set<String> columns = new LinkedHashSet<>();
        columns.add("input");
        columns.addAll(example.variables().keySet());
        return columns;
    }

    private void checkTemplate(Split split, Example example) {
        for (String name : template().placeholders()) {
            boolean known =
                    Template.isPlaceOfPrompt(name)
                            || name.equals("input")
                            || example.variables().containsKey(name);
            if (!known) {
                boolean own = template().own().contains(name);
                throw new InputException(
                        place(own ? "prompt.seed" : "prompt.template", name)
                                + " names {{"
                                + name
                                + "}}, but the example \""
                                + example.id()
                                + "\" of "
                                + split.label()
                                + " has no such column."
                                + Suggestion.of(name, columns(example))
                                + (own
                                        ? " To send the braces as they are, set"
                                                + " prompt.placeholders: literal."
                                        : ""));
            }
        }
    }
}
