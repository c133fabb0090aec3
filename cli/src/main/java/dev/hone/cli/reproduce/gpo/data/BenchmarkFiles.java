package dev.hone.cli.reproduce.gpo.data;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.data.Split;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The data of all tasks in one folder, which may hold other things as well.
///
/// @param folder as the user laid it out
public record BenchmarkFiles(Path folder) {

    /// The paper's own splits before any that are drawn.
    private static final List<Layout> LAYOUTS =
            List.of(
                    new SplitFolder(),
                    new TaskRows(),
                    new BigBenchHard(),
                    new MmluTables(),
                    new GradeSchoolMath());

    /// The splits of a task.
    ///
    /// @param home where the benchmark is published, for the message when there is none
    /// @throws InputException when its files are missing, or one of them is wrong
    public PaperData read(PaperTask task, String home) {
        Found found =
                LAYOUTS.stream()
                        .flatMap(layout -> layout.find(folder, task).stream())
                        .findFirst()
                        .orElseThrow(() -> missing(task, home));
        Map<Split, List<Example>> rows = found.dealt() ? found.rows() : Deal.of(found.rows(), task);
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            if (rows.getOrDefault(split, List.of()).isEmpty()) {
                throw new InputException(
                        folder
                                + ": the data of "
                                + task.id()
                                + " have no row for "
                                + split.label()
                                + ". The paper has "
                                + task.size(split)
                                + ".");
            }
        }
        return new PaperData(splits(rows), found.dealt(), shortage(rows, task));
    }

    private InputException missing(PaperTask task, String home) {
        boolean single = task.id().equals(task.benchmark());
        return new InputException(
                folder
                        + " has no data of "
                        + task.id()
                        + ". Take --download, or get "
                        + home
                        + " and put it there as published ("
                        + published(task)
                        + "), or make "
                        + task.benchmark()
                        + "/"
                        + (single ? "train.jsonl and test.jsonl" : task.id() + ".jsonl")
                        + " with input and target in each line. docs/how-to/reproduce-gpo.md says"
                        + " what goes where.");
    }

    private static String published(PaperTask task) {
        return switch (task.benchmark()) {
            case "bbh" -> "bbh/" + task.id() + ".json";
            case "mmlu" -> "mmlu/test/" + task.id() + "_test.csv, and val and dev";
            case "gsm8k" -> "grade-school-math/grade_school_math/data/test.jsonl and train.jsonl";
            default -> task.benchmark() + "/eval.jsonl, test.jsonl, train.jsonl and others";
        };
    }

    private static Splits splits(Map<Split, List<Example>> rows) {
        return new Splits(
                dataset(rows, Split.TRAIN),
                dataset(rows, Split.VALIDATION),
                dataset(rows, Split.TEST),
                dataset(rows, Split.FORMAT),
                dataset(rows, Split.FEW_SHOT));
    }

    private static Dataset dataset(Map<Split, List<Example>> rows, Split split) {
        return new Dataset(split.label(), rows.getOrDefault(split, List.of()));
    }

    private static String shortage(Map<Split, List<Example>> rows, PaperTask task) {
        return Arrays.stream(Split.values())
                .filter(split -> rows.getOrDefault(split, List.of()).size() < task.size(split))
                .map(
                        split ->
                                split.label()
                                        + " "
                                        + rows.getOrDefault(split, List.of()).size()
                                        + " of "
                                        + task.size(split))
                .collect(Collectors.joining(", "));
    }
}
