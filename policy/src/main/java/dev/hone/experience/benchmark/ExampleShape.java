package dev.hone.experience.benchmark;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.InputException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Gives the examples of a file the shape of their task: what the policy reads as the query, the
/// labels as the paper writes them, the options with their letters.
///
/// @param file for messages
record ExampleShape(QpoTask task, Path file) {

    /// How many letters there are for options.
    private static final int MOST_OPTIONS = 26;

    /// Labels as other sources write them.
    private static final Map<String, String> OTHER_NAMES =
            Map.of("yes", "true", "no", "false", "1", "true", "0", "false");

    Example of(Example read) {
        Map<String, String> columns = new LinkedHashMap<>(read.variables());
        String input = read.input();
        QpoTask.Fields fields = task.fields();
        if (fields.areTwo()) {
            String second = columns.get(fields.second());
            if (second == null) {
                throw problem(read, "has no field \"" + fields.second() + "\".");
            }
            columns.put(fields.first(), input);
            input = tagged(fields, input, second);
        }
        return switch (task.kind()) {
            case CLASSES ->
                    new Example(read.id(), input, List.of(label(read)), task.labels(), columns);
            case OPTIONS -> {
                columns.put("options", options(read));
                yield new Example(read.id(), input, read.references(), read.choices(), columns);
            }
            case NUMBERS -> new Example(read.id(), input, read.references(), List.of(), columns);
        };
    }

    /// What the policy reads, of which it sees the first tokens only (QPO §2.1 and §3.2).
    static String tagged(QpoTask.Fields fields, String first, String second) {
        return "[%s]: %s [%s]: %s".formatted(fields.firstTag(), first, fields.secondTag(), second);
    }

    private String label(Example read) {
        String written = read.target().strip().toLowerCase(Locale.ROOT);
        String target =
                task == QpoTask.BOOLQ ? OTHER_NAMES.getOrDefault(written, written) : written;
        return task.labels().stream()
                .filter(label -> label.toLowerCase(Locale.ROOT).equals(target))
                .findFirst()
                .orElseThrow(
                        () ->
                                problem(
                                        read,
                                        "has the target \""
                                                + Excerpt.of(read.target())
                                                + "\", but must have one of "
                                                + String.join(", ", task.labels())
                                                + "."));
    }

    private String options(Example read) {
        List<String> choices = read.choices();
        if (!choices.contains(read.target()) || choices.size() > MOST_OPTIONS) {
            throw problem(
                    read,
                    "has the target \""
                            + Excerpt.of(read.target())
                            + "\", which must be one of its choices, of which there may be at most "
                            + MOST_OPTIONS
                            + ".");
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < choices.size(); i++) {
            String line = choices.get(i).strip().replaceAll("\\s*\\R\\s*", " ");
            lines.append(i == 0 ? "" : "\n").append("(%c) %s".formatted('A' + i, line));
        }
        return lines.toString();
    }

    private InputException problem(Example read, String problem) {
        return new InputException(file + ": example " + Excerpt.of(read.id()) + " " + problem);
    }
}
