package dev.hone.policy.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.experience.Query;
import dev.hone.policy.Policy;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.Writing;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class CollectorTest {

    private static final RandomStreams RANDOM = new RandomStreams(3);

    private final Task task = Colours.task(60, 4, 4);
    private final Policy policy =
            new WordEngine()
                    .train(
                            TrainingPlan.of(
                                    Colours.source(task, LoopSettings.DEFAULTS).rows(),
                                    List.of(),
                                    List.of(),
                                    "tiny",
                                    RANDOM),
                            losses -> {});
    private final List<RunEvent> events = new ArrayList<>();

    private Collected collect(Task from, LoopSettings settings, Set<Digest> setAside, int loop) {
        return new Collector(
                        Colours.evaluator(Colours::answer), settings, setAside, RANDOM, events::add)
                .collect(from, policy, loop);
    }

    private List<List<String>> queries(LoopSettings settings, int loop) {
        return collect(task, settings, Set.of(), loop).batches().stream()
                .map(CollectorTest::ids)
                .toList();
    }

    private static List<String> ids(MixedEvaluation batch) {
        return batch.outcomes().stream().map(outcome -> outcome.example().id()).toList();
    }

    @Test
    void noQueryIsAskedTwiceInALoopAndLoopsDrawOnTheirOwn() {
        LoopSettings settings = LoopSettings.DEFAULTS.withQueries(3, 50);
        List<List<String>> second = queries(settings, 2);
        List<List<String>> third = queries(settings, 3);

        assertThat(second).hasSize(3).allMatch(batch -> batch.size() == 50);
        assertThat(second.stream().flatMap(List::stream)).hasSize(150).doesNotHaveDuplicates();
        assertThat(third).doesNotContainAnyElementsOf(second);
        assertThat(queries(settings, 2)).isEqualTo(second);
    }

    @Test
    void neverMoreQueriesThanThereAre() {
        assertThat(queries(LoopSettings.DEFAULTS, 2)).hasSize(2);
        assertThat(queries(LoopSettings.DEFAULTS.withQueries(10, 1000), 2))
                .singleElement()
                .satisfies(batch -> assertThat(batch).hasSize(240));
    }

    @Test
    void theFaithfulWayRepeatsNineOfTenBatches() {
        LoopSettings settings = LoopSettings.FAITHFUL.withQueries(10, 20);
        List<List<String>> second = queries(settings, 2);
        List<List<String>> third = queries(settings, 3);

        assertThat(third.subList(0, 9)).isEqualTo(second.subList(1, 10));
        assertThat(third.get(9)).isNotIn(second);
    }

    @Test
    void batchesAreBalancedByClass() {
        List<Example> examples =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        new Example(
                                                "e" + i,
                                                "red needs a " + i,
                                                List.of(i < 80 ? "yes" : "no"),
                                                List.of("yes", "no"),
                                                Map.of()))
                        .toList();
        Task skewed =
                new Task(
                        "skewed",
                        Splits.of(
                                new Dataset("train", examples),
                                Dataset.empty("validation"),
                                Dataset.empty("test")),
                        task.template(),
                        task.demonstrations(),
                        null,
                        task.reader(),
                        task.metric(),
                        task.protocol());
        Collected collected =
                collect(skewed, LoopSettings.DEFAULTS.withQueries(2, 20), Set.of(), 2);

        assertThat(collected.batches())
                .allSatisfy(
                        batch ->
                                assertThat(batch.outcomes())
                                        .filteredOn(o -> o.example().target().equals("no"))
                                        .hasSize(10));
    }

    @Test
    void theFaithfulWayWritesOnAfterTheEndOfAPrompt() {
        assertThat(LoopSettings.FAITHFUL.writing()).isEqualTo(Writing.SAMPLED_FAITHFUL);
        assertThat(LoopSettings.DEFAULTS.writing()).isEqualTo(Writing.SAMPLED);
    }

    @Test
    void judgesAndWhatIsSetAsideAreNeverAsked() {
        Dataset train = task.splits().train();
        Example judge =
                new Example("j", "RED  needs a train0", List.of("yes"), List.of(), Map.of());
        Task leaking =
                Task.of(
                        "leaking",
                        Splits.of(
                                train,
                                Dataset.empty("validation"),
                                new Dataset("test", List.of(judge))),
                        task.template(),
                        task.reader(),
                        task.metric());
        Digest aside = Query.digest("  " + train.get(1).input() + "\n");
        Collected collected =
                collect(leaking, LoopSettings.DEFAULTS.withQueries(1, 1000), Set.of(aside), 2);

        assertThat(ids(collected.batches().getFirst()))
                .hasSize(train.size() - 2)
                .doesNotContain(train.get(0).id(), train.get(1).id());
    }

    @Test
    void nothingToAskIsAnInputError() {
        Task empty =
                Task.of(
                        "empty",
                        Splits.of(
                                Dataset.empty("train"),
                                task.splits().validation(),
                                Dataset.empty("test")),
                        task.template(),
                        task.reader(),
                        task.metric());

        assertThatThrownBy(() -> collect(empty, LoopSettings.DEFAULTS, Set.of(), 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("train split of task empty", "data.train");
    }

    @Test
    void everyPromptThatWasScoredIsAnEvent() {
        Collected collected = collect(task, LoopSettings.DEFAULTS.withQueries(2, 100), Set.of(), 2);

        int inEvents =
                events.stream()
                        .map(event -> (RunEvent.PromptEvaluated) event)
                        .peek(event -> assertThat(event.step()).isEqualTo(2))
                        .mapToInt(event -> event.evaluation().outcomes().size())
                        .sum();
        assertThat(inEvents).isEqualTo(collected.asked()).isEqualTo(200);
        assertThat(Stream.of(collected).mapToInt(Collected::failed).sum()).isZero();
    }
}
