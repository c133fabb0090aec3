package dev.hone.policy.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.Task;
import dev.hone.Version;
import dev.hone.evaluation.Evaluator;
import dev.hone.experience.LedgerExperiences;
import dev.hone.experience.LedgerTask;
import dev.hone.experience.OfflineDataset;
import dev.hone.ledger.LedgeredModel;
import dev.hone.ledger.UsageMeter;
import dev.hone.limit.Cancellation;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.policy.Policy;
import dev.hone.policy.fallback.SafeFallBack;
import dev.hone.policy.learning.Learned;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.run.RunListener;
import dev.hone.testkit.InMemoryLedger;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

class MultiLoopTest {

    private static final RunId RUN = new RunId("loop");
    private static final RandomStreams RANDOM = new RandomStreams(7);
    private static final LoopSettings SETTINGS = LoopSettings.DEFAULTS.withQueries(4, 60);

    private final Task task = Colours.task(60, 4, 20);
    private final Source source = Colours.source(task, SETTINGS);
    private final WordEngine engine = new WordEngine();

    private MultiLoop loops(LanguageModel model, LoopSettings settings, RunListener listener) {
        return new MultiLoop(
                engine,
                Colours.evaluator(model),
                settings,
                listener,
                new LoopListener() {},
                RANDOM);
    }

    private Policy first(MultiLoop loops) {
        return loops.first(task, source, "tiny", OptionalInt.empty());
    }

    private LoopResult run(LanguageModel model, RunListener listener) {
        MultiLoop loops = loops(model, SETTINGS, listener);
        return loops.run(task, source, first(loops));
    }

    private double worth(Policy policy) {
        Evaluator evaluator = Colours.evaluator(Colours::answer);
        PolicyChoice choice =
                PolicyChoice.free(policy, Colours.PROMPTS.getFirst(), task.splits().test());
        return evaluator.evaluateEach(task, choice.prompts(), task.splits().test()).score();
    }

    @Test
    void aLoopFindsPromptsThatNoSourceHasAndGetsBetterByThem() {
        MultiLoop loops = loops(Colours::answer, SETTINGS, RunListener.NONE);
        Policy first = first(loops);
        LoopResult result = loops.run(task, source, first);

        assertThat(worth(first)).isEqualTo(0.5);
        assertThat(worth(result.policy())).isEqualTo(1);
        assertThat(result.policy().summary().loop()).isEqualTo(3);
        assertThat(result.reports()).extracting(LoopReport::loop).containsExactly(2, 3);
        assertThat(result.reports().get(1).accuracy())
                .isGreaterThan(result.reports().get(0).accuracy());
        assertThat(result.reports().get(1).meanReward())
                .isGreaterThan(result.reports().get(0).meanReward());
    }

    @Test
    void theReportAddsUp() {
        List<String> told = new ArrayList<>();
        MultiLoop loops =
                new MultiLoop(
                        engine,
                        Colours.evaluator(Colours::answer),
                        SETTINGS,
                        RunListener.NONE,
                        new LoopListener() {
                            @Override
                            public void collected(int loop, Collected collected) {
                                told.add("collected " + loop + " " + collected.asked());
                            }

                            @Override
                            public void completed(LoopReport report, Policy policy) {
                                told.add("completed " + policy.summary().loop());
                            }
                        },
                        RANDOM);
        LoopResult result = loops.run(task, source, first(loops));
        LoopReport second = result.reports().getFirst();

        assertThat(told)
                .containsExactly(
                        "collected 2 240", "completed 2", "collected 3 240", "completed 3");
        assertThat(second.asked()).isEqualTo(240);
        assertThat(second.failed()).isZero();
        assertThat(second.duplicates()).isZero();
        assertThat(second.added() + second.dropped()).isEqualTo(240);
        assertThat(second.added()).isEqualTo((int) Math.round(240 * second.accuracy()));
        assertThat(second.rows()).isEqualTo(source.rows().rows().size() + second.added());
        assertThat(second.meanReward()).isEqualTo(10 * second.accuracy());
        assertThat(second.copied()).isBetween(0.5, 0.8);
        assertThat(second.distinctPrompts()).isEqualTo(12);
        assertThat(second.losses()).hasSize(1);
        assertThat(result.reports().get(1).copied()).isBetween(0.5, 0.8);
        assertThat(result.rows().rows()).startsWith(source.rows().rows().getFirst());
        assertThat(result.rows().rows()).hasSize(result.reports().get(1).rows());
        assertThat(result.rows().scale()).isEqualTo(source.rows().scale());
    }

    @Test
    void eachTrainingGoesOnFromTheLastWithAllRows() {
        LoopResult result = run(Colours::answer, RunListener.NONE);

        assertThat(engine.plans()).hasSize(3);
        assertThat(engine.plans().get(0).from()).isNull();
        assertThat(engine.plans().get(1).from()).isNotNull();
        assertThat(engine.plans().get(2).data()).isEqualTo(result.rows());
        assertThat(engine.plans().get(1).random()).isNotEqualTo(engine.plans().get(2).random());
    }

    @Test
    void theSameSeedGivesTheSameLoops() {
        List<RunEvent> one = new ArrayList<>();
        List<RunEvent> other = new ArrayList<>();

        assertThat(run(Colours::answer, one::add)).isEqualTo(run(Colours::answer, other::add));
        assertThat(one).isEqualTo(other).isNotEmpty();
    }

    @Test
    void whatWasKilledIsMadeAgainWithoutPayingTwice() {
        AtomicInteger paid = new AtomicInteger();
        LanguageModel counting =
                request -> {
                    paid.incrementAndGet();
                    return Colours.answer(request);
                };
        LoopResult whole = run(ledgered(counting, new InMemoryLedger()), RunListener.NONE);
        int needed = paid.getAndSet(0);
        InMemoryLedger ledger = new InMemoryLedger();
        LanguageModel mortal =
                request -> {
                    if (paid.get() > 300) {
                        throw new ModelException.Interrupted("killed", null);
                    }
                    return counting.generate(request);
                };

        assertThatThrownBy(() -> run(ledgered(mortal, ledger), RunListener.NONE))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(paid.get()).isBetween(300, 400);
        LoopResult again = run(ledgered(counting, ledger.reopened()), RunListener.NONE);

        assertThat(again).isEqualTo(whole);
        assertThat(paid.get()).isEqualTo(needed);
    }

    private static LanguageModel ledgered(LanguageModel model, InMemoryLedger ledger) {
        return new LedgeredModel(model, ledger, RUN, new UsageMeter(RUN, null), new Cancellation());
    }

    @Test
    void everythingThatWasTriedIsAnExperienceInTheLedger() {
        InMemoryLedger ledger = new InMemoryLedger();
        ledger.append(
                RUN,
                new RunEvent.RunStarted(
                        task.name(),
                        Colours.PROMPTS.getFirst(),
                        "loop",
                        Map.of(),
                        Map.of(),
                        7,
                        Version.CURRENT));
        LoopResult result = run(Colours::answer, event -> ledger.append(RUN, event));
        OfflineDataset learning =
                LedgerExperiences.of(ledger, LedgerTask.choose(ledger, Optional.empty()))
                        .learning();

        long tried =
                ledger.read(RUN, 1).stream()
                        .map(event -> ((RunEvent.PromptEvaluated) event).evaluation())
                        .flatMap(
                                evaluation ->
                                        evaluation.outcomes().stream()
                                                .map(
                                                        outcome ->
                                                                evaluation.prompt()
                                                                        + outcome.example().id()))
                        .distinct()
                        .count();
        assertThat(learning.experiences().size()).isEqualTo((int) tried).isGreaterThan(300);
        assertThat(
                        result.rows()
                                .rows()
                                .subList(source.rows().rows().size(), result.rows().rows().size()))
                .allSatisfy(
                        row ->
                                assertThat(
                                                learning.find(
                                                        row.experience().query(),
                                                        row.experience().prompt()))
                                        .isPresent());
    }

    @Test
    void aQueryWithoutAnAnswerIsCountedAndEntersNothing() {
        LanguageModel choosy =
                request -> {
                    if (request.messages().getLast().text().startsWith("red needs a train")) {
                        throw new ModelException.Rejected("unlucky", null);
                    }
                    return Colours.answer(request);
                };
        LoopResult result = run(choosy, RunListener.NONE);

        assertThat(result.reports()).allMatch(report -> report.failed() == 30);
        assertThat(result.reports())
                .allMatch(r -> r.added() + r.dropped() + r.duplicates() + r.failed() == r.asked());
        assertThat(result.rows().rows())
                .extracting(row -> row.experience().query().text())
                .noneMatch(text -> text.startsWith("red needs a train"));
    }

    @Test
    void aPolicyThatHasBeenThroughAllLoopsHasNothingToDo() {
        LoopResult result = run(Colours::answer, RunListener.NONE);
        MultiLoop loops = loops(Colours::answer, SETTINGS, RunListener.NONE);

        assertThatThrownBy(() -> loops.run(task, source, result.policy()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("through 3 loops already");
        assertThat(
                        loops(Colours::answer, SETTINGS.withLoops(4), RunListener.NONE)
                                .run(task, source, result.policy())
                                .reports())
                .extracting(LoopReport::loop)
                .containsExactly(4);
    }

    @Test
    void theFaithfulWayKeepsRowsThatAreKnown() {
        LoopSettings faithful = LoopSettings.FAITHFUL.withQueries(10, 60);
        Source paper = Colours.source(task, faithful);
        MultiLoop loops = loops(Colours::answer, faithful, RunListener.NONE);
        LoopResult result =
                loops.run(task, paper, loops.first(task, paper, "tiny", OptionalInt.empty()));

        assertThat(result.reports()).allMatch(report -> report.asked() == 600);
        assertThat(result.rows().rows().stream().map(row -> row.experience().query()).distinct())
                .hasSizeLessThan(result.rows().rows().size());
        assertThat(result.rows().scale().clipped()).isFalse();
    }

    @Test
    void aPolicyIsScoredAgainstTheBestSinglePrompt() {
        LoopResult result = run(Colours::answer, RunListener.NONE);
        OfflineDataset known = Colours.experiences(Colours.task(1, 40, 1));
        Learned learned =
                new Learned(
                        result.policy(),
                        SafeFallBack.fit(
                                known, OfflineDataset.of(List.of()), result.policy(), RANDOM));
        AtomicInteger calls = new AtomicInteger();
        Evaluator evaluator =
                Colours.evaluator(
                        request -> {
                            calls.incrementAndGet();
                            return Colours.answer(request);
                        });
        PolicyEvaluation free =
                PolicyEvaluation.of(learned, true, task, task.splits().test(), evaluator, RANDOM);
        PolicyEvaluation safe =
                PolicyEvaluation.of(learned, false, task, task.splits().test(), evaluator, RANDOM);

        assertThat(calls).hasValue(2 * 2 * 80);
        assertThat(free.bestSingle().score()).isEqualTo(0.125);
        assertThat(free.policy().score()).isEqualTo(1);
        assertThat(free.againstBestSingle().difference()).isEqualTo(0.875);
        assertThat(free.againstBestSingle().significant()).isTrue();
        assertThat(free.choice().distinct()).isEqualTo(4);
        assertThat(safe.choice().prompts()).isSubsetOf(Colours.PROMPTS);
        assertThat(safe.policy().score()).isGreaterThan(safe.bestSingle().score());
    }
}
