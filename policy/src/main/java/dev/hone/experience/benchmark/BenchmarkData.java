package dev.hone.experience.benchmark;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Splits;
import dev.hone.experience.pool.BalancedSample;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The data of a task, dealt out as the paper does (QPO §2.6).
///
/// The released code's shuffles cannot be made again in Java, so the shuffles are Hone's: the same
/// files give the same parts on every machine (QPO §8, 14). Queries of the first data set, of the
/// test and of demonstrations are cut at 100 words, but for tasks with numbers; those of the loops
/// are not.
///
/// @param official the files as they were read
/// @param givenSeeds prompts of the user's; null for Hone's
public record BenchmarkData(
        QpoTask task, Map<OfficialSplit, Dataset> official, @Nullable SeedPrompts givenSeeds) {

    private static final RandomStreams SHUFFLES = new RandomStreams(1);
    private static final int MOST_WORDS = 100;

    public SeedPrompts seeds() {
        return givenSeeds == null ? SeedPrompts.of(task) : givenSeeds;
    }

    /// What the first data set is drawn from: `train`, with nothing to choose on.
    public Splits source() {
        return Splits.of(
                cut(part("train", task.parts().source())), Dataset.empty("validation"), test());
    }

    /// What the loops ask: `train`, apart from the development part and the test.
    public Splits loops() {
        return Splits.of(
                part("train", task.parts().collect()),
                part("validation", task.parts().development()),
                part("test", task.parts().test()));
    }

    public Dataset test() {
        return cut(part("test", task.parts().test()));
    }

    /// The queries that are judged on.
    ///
    /// @param size more than there are give all
    public Dataset testSample(int size) {
        Dataset all = test();
        return BalancedSample.of(all, Math.min(size, all.size()), SHUFFLES.stream("test queries"));
    }

    public Dataset demonstrations() {
        return cut(part("few-shot", task.parts().demonstrations()));
    }

    private Dataset part(String name, Part part) {
        Dataset file = official.getOrDefault(part.split(), Dataset.empty(name));
        List<Example> rows = new ArrayList<>(file.examples());
        shuffle(rows, SHUFFLES.stream("split " + task.id() + " " + part.split().label()));
        int size = rows.size();
        return new Dataset(name, rows.subList(part.first(size), part.end(size)));
    }

    /// Fisher-Yates.
    private static void shuffle(List<Example> rows, RandomGenerator random) {
        for (int last = rows.size() - 1; last > 0; last--) {
            Collections.swap(rows, last, random.nextInt(last + 1));
        }
    }

    private Dataset cut(Dataset whole) {
        if (task.kind() == QpoTask.Kind.NUMBERS) {
            return whole;
        }
        return new Dataset(whole.name(), whole.stream().map(this::cut).toList());
    }

    private Example cut(Example example) {
        QpoTask.Fields fields = task.fields();
        String input = cut(example.input());
        Map<String, String> columns = new LinkedHashMap<>(example.variables());
        if (fields.areTwo()) {
            columns.computeIfPresent(fields.first(), (name, text) -> cut(text));
            columns.computeIfPresent(fields.second(), (name, text) -> cut(text));
            input =
                    ExampleShape.tagged(
                            fields,
                            columns.getOrDefault(fields.first(), ""),
                            columns.getOrDefault(fields.second(), ""));
        }
        return new Example(example.id(), input, example.references(), example.choices(), columns);
    }

    private static String cut(String text) {
        String[] words = text.split(" ", MOST_WORDS + 1);
        return words.length <= MOST_WORDS
                ? text
                : String.join(" ", List.of(words).subList(0, MOST_WORDS)) + "...";
    }
}
