package dev.hone.cli.reproduce.gpo.data;

import dev.hone.Example;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.data.Split;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hone's own layout: `BENCHMARK/TASK.jsonl`, or `BENCHMARK/SPLIT.jsonl` for each split, with a
/// column `task` where the benchmark has several. A column `gpo_split` says what the paper's
/// authors used a row for; where it stands nothing is drawn.
final class TaskRows implements Layout {

    private static final String MARK = "gpo_split";
    private static final String TASK = "task";

    @Override
    public Optional<Found> find(Path folder, PaperTask task) {
        Path benchmark = folder.resolve(task.benchmark());
        Path single = benchmark.resolve(task.id() + ".jsonl");
        Map<Split, List<Example>> rows = new EnumMap<>(Split.class);
        if (Files.isRegularFile(single)) {
            rows.put(Split.TEST, Columns.read(single, task));
        } else {
            for (Split split : Split.values()) {
                file(benchmark, split)
                        .map(file -> own(Columns.read(file, task), task))
                        .filter(own -> !own.isEmpty())
                        .ifPresent(own -> rows.put(split, own));
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(marked(rows));
    }

    private static Optional<Path> file(Path benchmark, Split split) {
        return List.of(split.label(), split.label().replace('-', '_')).stream()
                .map(name -> benchmark.resolve(name + ".jsonl"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// Rows that name no task belong to the only one.
    private static List<Example> own(List<Example> all, PaperTask task) {
        return all.stream()
                .filter(row -> row.variables().getOrDefault(TASK, task.id()).equals(task.id()))
                .toList();
    }

    private static Found marked(Map<Split, List<Example>> rows) {
        boolean hasMarks =
                rows.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(row -> row.variables().containsKey(MARK));
        if (!hasMarks) {
            return new Found(rows, false);
        }
        Map<Split, List<Example>> marked = new EnumMap<>(Split.class);
        rows.values().stream()
                .flatMap(List::stream)
                .forEach(
                        row -> {
                            Split split = Split.ofLabel(row.variables().getOrDefault(MARK, ""));
                            if (split != null) {
                                marked.computeIfAbsent(split, key -> new ArrayList<>()).add(row);
                            }
                        });
        return new Found(marked, true);
    }
}
