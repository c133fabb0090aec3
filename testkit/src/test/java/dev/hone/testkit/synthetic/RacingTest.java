package dev.hone.testkit.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.catalog.Algorithms;
import dev.hone.optimizer.search.OptimizerModel;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// What racing saves, and whether it costs anything: whole searches with and without it.
class RacingTest {

    private static final int SEEDS = 30;
    private static final Task TASK =
            Task.of(
                    "race",
                    Splits.of(data("train", 16), data("validation", 100), data("test", 200)),
                    Template.QUESTION_END,
                    (text, example) -> text,
                    (p, example) -> p.answer().equals(example.target()) ? 1 : 0);
    private static final Skills SKILLS =
            new Skills(
                    List.of(
                            new Skills.Skill("a", 0.6, List.of("alpha"), List.of("Use alpha.")),
                            new Skills.Skill("b", 0.4, List.of("beta"), List.of("Then beta.")),
                            new Skills.Skill("c", 0.3, List.of("gamma"), List.of("See gamma.")),
                            new Skills.Skill("d", 0.2, List.of("delta"), List.of("Add delta."))),
                    List.of("Take care.", "Be brief.", "Go on.", "Do your best.", "Think."));

    private static Dataset data(String name, int size) {
        return new Dataset(
                name,
                IntStream.range(0, size)
                        .mapToObj(i -> Example.of(name + i, name + " " + i, "-" + name + i))
                        .toList());
    }

    private record Course(int calls, double test) {}

    private static Course search(boolean racing, long seed) {
        AtomicInteger calls = new AtomicInteger();
        LanguageModel model = new SyntheticModel(SKILLS, TASK);
        LanguageModel counted =
                request -> {
                    calls.incrementAndGet();
                    return model.generate(request);
                };
        RandomStreams random = new RandomStreams(seed);
        SearchRoles roles =
                new SearchRoles(
                        new LocalEvaluator(counted, ModelSettings.of("synthetic", 0, 64), 2),
                        new OptimizerModel(model, ModelSettings.of("optimizer", 1, 512), random),
                        texts -> texts.stream().map(text -> new float[] {1}).toList(),
                        random,
                        RunListener.NONE);
        Optimization found =
                Algorithms.parse(
                                "gpo",
                                "default",
                                Map.of("racing", Boolean.toString(racing), "momentum", "recency"))
                        .optimizer(roles, Integer.MAX_VALUE)
                        .optimize(TASK, new Prompt("Think."));
        double test =
                new LocalEvaluator(model, ModelSettings.of("synthetic", 0, 64), 2)
                        .evaluate(TASK, found.best().prompt(), TASK.splits().test())
                        .score();
        return new Course(calls.get() / Math.max(1, found.steps()), test);
    }

    @Test
    void racingSavesMostCallsAndLosesNothing() {
        List<Course> plain = IntStream.range(0, SEEDS).mapToObj(s -> search(false, s)).toList();
        List<Course> racing = IntStream.range(0, SEEDS).mapToObj(s -> search(true, s)).toList();

        double before = plain.stream().mapToInt(Course::calls).sum();
        double now = racing.stream().mapToInt(Course::calls).sum();
        assertThat(now / before).isLessThan(0.4);
        assertThat(racing.stream().mapToDouble(Course::test).average().orElse(0))
                .isGreaterThan(plain.stream().mapToDouble(Course::test).average().orElse(0) - 0.03);
    }
}
