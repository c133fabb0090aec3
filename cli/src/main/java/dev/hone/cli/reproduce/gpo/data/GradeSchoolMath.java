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

/// GSM8K as its authors publish it: `grade_school_math/data/train.jsonl` and `test.jsonl`, with
/// `question` and `answer`, whose number stands behind `####`.
final class GradeSchoolMath implements Layout {

    @Override
    public Optional<Found> find(Path folder, PaperTask task) {
        if (!task.benchmark().equals("gsm8k")) {
            return Optional.empty();
        }
        return List.of("grade-school-math/grade_school_math/data", "grade_school_math/data")
                .stream()
                .map(folder::resolve)
                .filter(place -> Files.isRegularFile(place.resolve("test.jsonl")))
                .findFirst()
                .map(place -> new Found(rows(place, task), false));
    }

    private static Map<Split, List<Example>> rows(Path place, PaperTask task) {
        Map<Split, List<Example>> rows = new EnumMap<>(Split.class);
        for (Split split : List.of(Split.TRAIN, Split.TEST)) {
            rows.put(split, Columns.read(place.resolve(split.label() + ".jsonl"), task));
        }
        return rows;
    }
}
