package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.hone.Dataset;
import dev.hone.Splits;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Real benchmarks, where they are at hand beside the repository; the sizes are those of their
/// README.
class SharedDataTest {

    private final Path data =
            Path.of(System.getProperty("hone.root", ".")).resolve("../shared/data");

    @BeforeEach
    void needsTheData() {
        if (!Files.isDirectory(data)) {
            abort("The benchmark data is not at " + data.toAbsolutePath().normalize() + ".");
        }
    }

    @Test
    void loadsAllTasksOfBigBenchHardByTheSplitOfThePaper() throws IOException {
        int examples = 0;
        try (Stream<Path> files = Files.list(data.resolve("bbh"))) {
            List<Path> tasks = files.toList();
            assertThat(tasks).hasSize(27);
            for (Path task : tasks) {
                DataSource.Loaded loaded =
                        new DataSource.Column(List.of(task), "gpo_split")
                                .load(FieldMapping.DEFAULTS);
                Splits splits = loaded.splits();
                assertThat(splits.format().size()).isEqualTo(5);
                assertThat(splits.fewShot().size()).isEqualTo(5);
                assertThat(splits.validation().size()).isBetween(27, 49);
                assertThat(loaded.ignored()).isZero();
                examples +=
                        Stream.of(Split.values()).mapToInt(split -> split.of(splits).size()).sum();
            }
        }
        assertThat(examples).isEqualTo(3905);
    }

    @Test
    void loadsTheOtherBenchmarksOfThePaper() {
        Map<String, List<Integer>> sizes =
                Map.of(
                        "mmlu", List.of(1140, 1140, 2042, 228),
                        "wsc", List.of(50, 50, 90, 10),
                        "webnlg", List.of(100, 100, 180, 5));
        sizes.forEach(
                (name, expected) -> {
                    Path folder = data.resolve(name);
                    DataSource source =
                            new DataSource.Separate(
                                    Map.of(
                                            Split.TRAIN, folder.resolve("train.jsonl"),
                                            Split.VALIDATION, folder.resolve("validation.jsonl"),
                                            Split.TEST, folder.resolve("test.jsonl"),
                                            Split.FEW_SHOT, folder.resolve("few_shot.jsonl")));
                    Splits splits = source.load(FieldMapping.DEFAULTS).splits();
                    assertThat(
                                    Stream.of(
                                                    splits.train(),
                                                    splits.validation(),
                                                    splits.test(),
                                                    splits.fewShot())
                                            .map(Dataset::size))
                            .as(name)
                            .containsExactlyElementsOf(expected);
                });
    }

    @Test
    void loadsGsm8kFromItsTwoFilesByTheSplitOfThePaper() {
        List<Path> files =
                List.of(data.resolve("gsm8k/train.jsonl"), data.resolve("gsm8k/test.jsonl"));

        DataSource.Loaded loaded =
                new DataSource.Column(files, "gpo_split").load(FieldMapping.DEFAULTS);

        assertThat(
                        Stream.of(Split.values())
                                .mapToInt(split -> split.of(loaded.splits()).size())
                                .sum())
                .isEqualTo(194);
        assertThat(loaded.ignored()).isEqualTo(2000 + 700 - 194);
    }

    @Test
    void findsTheQuestionsThatMmluHasInTwoSplits() {
        Path folder = data.resolve("mmlu");
        DataSource source =
                new DataSource.Separate(
                        Map.of(
                                Split.TRAIN, folder.resolve("train.jsonl"),
                                Split.VALIDATION, folder.resolve("validation.jsonl"),
                                Split.TEST, folder.resolve("test.jsonl")));

        assertThat(Leaks.find(source.load(FieldMapping.DEFAULTS).splits())).hasSize(12);
    }
}
