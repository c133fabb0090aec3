package dev.hone.experience.benchmark;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Template;
import dev.hone.experience.pool.BalancedSample;
import dev.hone.run.RandomStreams;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws the demonstrations of few-shot prompting (QPO §5.3): sets of six, class-balanced, each
/// solved in a block like that of the question. The first sets are the same however many are drawn.
public final class DemonstrationSets {

    private static final RandomStreams DRAWS = new RandomStreams(1);

    private DemonstrationSets() {}

    /// Texts, each of one set.
    ///
    /// @param count of sets, at least 1
    /// @throws InputException when the data have fewer than six examples for demonstrations
    public static List<String> of(BenchmarkData data, int count) {
        Dataset pool = data.demonstrations();
        if (pool.size() < Setting.DEMONSTRATIONS) {
            throw new InputException(
                    "The training data of "
                            + data.task().id()
                            + " leave "
                            + pool.size()
                            + " examples for demonstrations, but "
                            + Setting.DEMONSTRATIONS
                            + " are needed. Give more rows.");
        }
        return IntStream.range(0, count).mapToObj(set -> text(data.task(), pool, set)).toList();
    }

    private static String text(QpoTask task, Dataset pool, int set) {
        Template template = new Template(task.template());
        Dataset drawn =
                BalancedSample.of(
                        pool, Setting.DEMONSTRATIONS, DRAWS.stream("demonstrations/" + set));
        return drawn.stream()
                .map(shown -> block(template, shown) + " " + shown.target())
                .collect(Collectors.joining("\n\n"));
    }

    private static String block(Template template, Example shown) {
        return template.render(Prompt.EMPTY, shown).strip();
    }
}
