package dev.hone.cli.reproduce.gpo.data;

import dev.hone.Example;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.data.Split;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The five files that the paper's authors have for each task, in `BENCHMARK/TASK/`, or
/// `BENCHMARK/` where that has a single task: `train.jsonl`, `eval.jsonl`, `test.jsonl`,
/// `format.jsonl` and `few_shot_examples.jsonl`. They are the splits. The folders may stand in
/// `data/` or, with a clone of the authors' repository, in `GPO/data/`.
final class SplitFolder implements Layout {

    private static final Map<Split, String> NAMES =
            new EnumMap<>(
                    Map.of(
                            Split.TRAIN, "train.jsonl",
                            Split.VALIDATION, "eval.jsonl",
                            Split.TEST, "test.jsonl",
                            Split.FORMAT, "format.jsonl",
                            Split.FEW_SHOT, "few_shot_examples.jsonl"));

    @Override
    public Optional<Found> find(Path folder, PaperTask task) {
        return Stream.of("", "data", "GPO/data")
                .map(place -> folder.resolve(place).resolve(task.benchmark()))
                .flatMap(benchmark -> Stream.of(benchmark.resolve(task.id()), benchmark))
                .filter(place -> Files.isRegularFile(place.resolve("eval.jsonl")))
                .findFirst()
                .map(place -> new Found(rows(place, task), true));
    }

    private static Map<Split, List<Example>> rows(Path place, PaperTask task) {
        Map<Split, List<Example>> rows = new EnumMap<>(Split.class);
        NAMES.forEach(
                (split, name) -> {
                    Path file = place.resolve(name);
                    boolean isNeeded = split == Split.TRAIN || split == Split.TEST;
                    if (isNeeded || Files.exists(file)) {
                        rows.put(split, Columns.read(file, task));
                    }
                });
        return rows;
    }
}
