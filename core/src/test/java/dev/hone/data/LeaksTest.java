package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Splits;

import org.junit.jupiter.api.Test;

import java.util.List;

class LeaksTest {

    @Test
    void findsInputsThatStandInTwoSplitsHoweverTheyAreSpaced() {
        Splits splits =
                Splits.of(
                        dataset("train", "Is it\thot?", "up", "up "),
                        dataset("validation", "down", "UP"),
                        dataset("test", "is  it hot?\n", "left", "down"));

        assertThat(Leaks.find(splits))
                .containsExactly(
                        new Leaks.Leak(
                                "UP", Split.TRAIN, "train/1", Split.VALIDATION, "validation/1"),
                        new Leaks.Leak(
                                "is  it hot?\\n", Split.TRAIN, "train/0", Split.TEST, "test/0"),
                        new Leaks.Leak(
                                "down", Split.VALIDATION, "validation/0", Split.TEST, "test/2"));
    }

    @Test
    void findsNothingInSplitsThatShareNothing() {
        assertThat(
                        Leaks.find(
                                Splits.of(
                                        dataset("train", "a", "a"),
                                        dataset("validation", "b"),
                                        dataset("test"))))
                .isEmpty();
    }

    private static Dataset dataset(String name, String... inputs) {
        List<Example> examples = new java.util.ArrayList<>();
        for (String input : inputs) {
            examples.add(Example.of(name + "/" + examples.size(), input, "x"));
        }
        return new Dataset(name, examples);
    }
}
