package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Splits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class DataSourceTest {

    @TempDir Path folder;

    @Test
    void readsAFileForEachSplit() {
        DataSource source =
                new DataSource.Separate(
                        Map.of(
                                Split.TRAIN, rows("train.jsonl", 2),
                                Split.VALIDATION, rows("val.jsonl", 3),
                                Split.FEW_SHOT, rows("shots.jsonl", 1)));

        Splits splits = source.load(FieldMapping.DEFAULTS).splits();

        assertThat(List.of(splits.train(), splits.validation(), splits.test(), splits.format()))
                .extracting(Dataset::size)
                .containsExactly(2, 3, 0, 0);
        assertThat(splits.fewShot().name()).isEqualTo("few-shot");
        assertThat(splits.fewShot().get(0).id()).isEqualTo("shots.jsonl/1");
    }

    @Test
    void cutsAShuffledPoolByRatios() {
        Path file = rows("all.jsonl", 10);
        DataSource source =
                ratios(file, Map.of(Split.TRAIN, 0.4, Split.VALIDATION, 0.3, Split.TEST, 0.2));

        DataSource.Loaded loaded = source.load(FieldMapping.DEFAULTS);

        assertThat(numbers(loaded.splits().train())).containsExactly("5", "3", "9", "2");
        assertThat(numbers(loaded.splits().validation())).containsExactly("10", "4", "1");
        assertThat(numbers(loaded.splits().test())).containsExactly("7", "8");
        assertThat(loaded.ignored()).isEqualTo(1);
    }

    @Test
    void usesEveryRowWhenRatiosAddUpToOne() {
        Path file = rows("all.jsonl", 103);
        for (double train = 0.1; train < 0.6; train += 0.1) {
            DataSource source =
                    ratios(
                            file,
                            Map.of(
                                    Split.TRAIN,
                                    train,
                                    Split.VALIDATION,
                                    0.1,
                                    Split.FORMAT,
                                    0.1,
                                    Split.TEST,
                                    0.8 - train));

            assertThat(source.load(FieldMapping.DEFAULTS).ignored()).isZero();
        }
    }

    @Test
    void refusesRatiosThatMakeNoSense() {
        Path file = rows("all.jsonl", 3);
        assertThatThrownBy(() -> ratios(file, Map.of(Split.TRAIN, 0.0, Split.VALIDATION, 0.5)))
                .hasMessage("The ratio of train must be above 0 and at most 1, but is 0.0.");
        assertThatThrownBy(() -> ratios(file, Map.of(Split.TRAIN, 0.7, Split.VALIDATION, 0.4)))
                .hasMessage("The ratios must add up to at most 1, but add up to 1.1.");
        assertThatThrownBy(() -> ratios(file, Map.of(Split.TRAIN, 0.7)))
                .hasMessage("A ratio for validation is needed.");
    }

    @Test
    void refusesASplitThatWouldBeEmpty() {
        Path file = rows("all.jsonl", 3);
        DataSource source =
                ratios(file, Map.of(Split.TRAIN, 0.7, Split.VALIDATION, 0.2, Split.TEST, 0.1));

        assertThatThrownBy(() -> source.load(FieldMapping.DEFAULTS))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        file
                                + " has 3 rows, of which validation would get none at a ratio of"
                                + " 0.2. Add rows, or raise the ratio.");
    }

    @Test
    void followsAColumnThroughSeveralFilesAndCountsTheOthers() {
        Path first =
                Problems.file(folder, "a.csv", "input,target,part\n1,1,train\n2,2,validation\n");
        Path second =
                Problems.file(
                        folder,
                        "b.csv",
                        "input,target,part\n3,3,few_shot\n4,4,none\n5,5,few-shot\n");

        DataSource.Loaded loaded =
                new DataSource.Column(List.of(first, second), "part").load(FieldMapping.DEFAULTS);

        assertThat(loaded.ignored()).isEqualTo(1);
        assertThat(loaded.splits().train().size()).isEqualTo(1);
        assertThat(loaded.splits().fewShot())
                .extracting(Example::id)
                .containsExactly("b.csv/1", "b.csv/3");
    }

    @Test
    void refusesAColumnThatNamesNoValidationRow() {
        Path file =
                Problems.file(folder, "a.csv", "input,target,part\n1,1,train\n2,2,dev\n3,3,dev\n");

        assertThatThrownBy(
                        () ->
                                new DataSource.Column(List.of(file), "part")
                                        .load(FieldMapping.DEFAULTS))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        file
                                + ": no row has \"validation\" in the split field \"part\"; the"
                                + " rows have \"dev\" (2), \"train\" (1). Right are train,"
                                + " validation, test, format and few_shot.");
        assertThatThrownBy(
                        () ->
                                new DataSource.Column(List.of(file), "parts")
                                        .load(FieldMapping.DEFAULTS))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        file
                                + ": no row has \"validation\" in the split field \"parts\"; no row"
                                + " has anything there. Did you mean \"part\"? Right are train,"
                                + " validation, test, format and few_shot.");
    }

    private static DataSource ratios(Path file, Map<Split, Double> ratios) {
        return new DataSource.Ratios(List.of(file), ratios, 1);
    }

    private static List<String> numbers(Dataset dataset) {
        return dataset.stream().map(Example::input).toList();
    }

    private Path rows(String name, int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            rows.append("{\"input\": ").append(i).append(", \"target\": 0}\n");
        }
        return Problems.file(folder, name, rows.toString());
    }
}
