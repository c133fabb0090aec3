package dev.hone.experience.benchmark;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.data.DatasetReader;
import dev.hone.data.FieldMapping;
import dev.hone.data.TextFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The data of the benchmark as a user lays them out: `TASK/SPLIT.jsonl` for every task and each of
/// its official splits; `.json`, `.csv` and `.parquet` as well.
///
/// The columns are `target`, `choices` where every example has options of its own, and `input`, or
/// the two columns of the official files: `question` and `passage`, `question` and `context`,
/// `activity_label` and `ctx`.
///
/// @param folder of all tasks
public record BenchmarkFolder(Path folder) {

    private static final List<String> EXTENSIONS = List.of("jsonl", "json", "csv", "parquet");
    private static final String PROMPTS = "prompts.txt";

    /// The examples of a task, shuffled and dealt out.
    ///
    /// @throws InputException when a file is missing, or a row is not of the task
    public BenchmarkData read(QpoTask task) {
        Map<OfficialSplit, Dataset> official = new EnumMap<>(OfficialSplit.class);
        for (OfficialSplit split : OfficialSplit.values()) {
            Integer size = task.officialSizes().get(split);
            if (size != null) {
                official.put(split, new Dataset(split.label(), read(task, split, size)));
            }
        }
        return new BenchmarkData(task, official, seeds(task));
    }

    private List<Example> read(QpoTask task, OfficialSplit split, int size) {
        Path file = find(task, split, size);
        FieldMapping columns =
                new FieldMapping(
                        task.fields().first(),
                        "target",
                        task.kind() == QpoTask.Kind.OPTIONS ? "choices" : null,
                        null,
                        null,
                        null);
        ExampleShape shape = new ExampleShape(task, file);
        return DatasetReader.read(file, columns).stream().map(shape::of).toList();
    }

    private Path find(QpoTask task, OfficialSplit split, int size) {
        for (String extension : EXTENSIONS) {
            Path file = path(task, split.label() + "." + extension);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new InputException(
                String.format(
                        Locale.ROOT,
                        "%s is missing (or .json, .csv, .parquet). It must hold the official %s"
                                + " split of %s, %,d rows where it is complete, each with %s.",
                        path(task, split.label() + ".jsonl"),
                        split.label(),
                        task.id(),
                        size,
                        columns(task)));
    }

    private static String columns(QpoTask task) {
        QpoTask.Fields fields = task.fields();
        String asked = fields.areTwo() ? fields.first() + ", " + fields.second() : fields.first();
        return switch (task.kind()) {
            case CLASSES -> asked + " and target, one of " + String.join(", ", task.labels());
            case OPTIONS -> asked + ", choices, and target, the text of the right one";
            case NUMBERS -> asked + " and target, a number";
        };
    }

    private @Nullable SeedPrompts seeds(QpoTask task) {
        Path file = path(task, PROMPTS);
        if (!Files.exists(file)) {
            return null;
        }
        List<Prompt> prompts =
                TextFile.read(file)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .map(Prompt::new)
                        .toList();
        if (prompts.isEmpty()) {
            throw new InputException(file + " has no prompt. It must hold one on each line.");
        }
        return SeedPrompts.of(prompts);
    }

    private Path path(QpoTask task, String name) {
        return folder.resolve(task.id()).resolve(name);
    }
}
