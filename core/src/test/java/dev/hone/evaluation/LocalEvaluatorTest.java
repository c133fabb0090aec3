package dev.hone.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Dataset;
import dev.hone.Demonstrations;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

class LocalEvaluatorTest {

    private static final ModelSettings SETTINGS = ModelSettings.of("test", 0, 256);
    private static final Metric EXACT =
            (prediction, example) -> prediction.answer().equals(example.target()) ? 1 : 0;
    private static final Dataset DATA =
            new Dataset(
                    "validation",
                    IntStream.range(0, 100)
                            .mapToObj(i -> Example.of("e" + i, "q" + i, "a" + i))
                            .toList());

    private static Task task(Metric metric) {
        return Task.of(
                "test",
                Splits.of(Dataset.empty("train"), DATA, Dataset.empty("test")),
                Template.QUESTION_END,
                (text, example) -> text,
                metric);
    }

    private static List<Evaluation> evaluate(LanguageModel model, int workers, Task task) {
        return new LocalEvaluator(model, SETTINGS, workers)
                .evaluateAll(task, List.of(new Prompt("p"), new Prompt("q")), DATA);
    }

    private static ModelResponse echo(List<Message> messages) {
        String question = messages.getLast().text().split("\n", 2)[0];
        return ModelResponse.of(question.replace('q', 'a'));
    }

    @Test
    void outcomesStandInExampleOrderWhateverTheFinishingOrder() {
        LanguageModel slowFirst =
                request -> {
                    int number =
                            Integer.parseInt(
                                    request.messages()
                                            .getLast()
                                            .text()
                                            .split("\n", 2)[0]
                                            .substring(1));
                    try {
                        Thread.sleep((100 - number) / 10);
                    } catch (InterruptedException e) {
                        throw new ModelException.Interrupted("stop", e);
                    }
                    return echo(request.messages());
                };
        List<Evaluation> one = evaluate(request -> echo(request.messages()), 1, task(EXACT));
        List<Evaluation> many = evaluate(slowFirst, 256, task(EXACT));
        assertThat(many).isEqualTo(one);
        assertThat(many.get(1).prompt()).isEqualTo(new Prompt("q"));
        assertThat(many.get(1).outcomes())
                .extracting(outcome -> outcome.example().id())
                .containsExactlyElementsOf(DATA.stream().map(Example::id).toList());
    }

    @Test
    void neverMoreRequestsInFlightThanWorkers() {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LanguageModel counting =
                request -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(1000);
                    inFlight.decrementAndGet();
                    return echo(request.messages());
                };
        evaluate(counting, 3, task(EXACT));
        assertThat(most).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void promptsOfTheirOwnAreAskedAtOnceAndNeverMoreThanTheWorkers() {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LanguageModel counting =
                request -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(100_000);
                    inFlight.decrementAndGet();
                    return echo(request.messages());
                };
        List<Prompt> own = DATA.stream().map(example -> new Prompt(example.id())).toList();
        MixedEvaluation one =
                new LocalEvaluator(counting, SETTINGS, 1).evaluateEach(task(EXACT), own, DATA);
        assertThat(most).hasValue(1);
        MixedEvaluation many =
                new LocalEvaluator(counting, SETTINGS, 16).evaluateEach(task(EXACT), own, DATA);
        assertThat(many).isEqualTo(one);
        assertThat(many.score()).isEqualTo(1);
        assertThat(most.get()).isBetween(2, 16);
    }

    @Test
    void aFailedExampleIsMissingCoverageAndNeverAZero() {
        LanguageModel failing =
                request -> {
                    String text = request.messages().getLast().text();
                    if (text.startsWith("q7")) {
                        throw new ModelException.Rejected("too long", null);
                    }
                    return echo(request.messages());
                };
        Evaluation evaluation = evaluate(failing, 8, task(EXACT)).getFirst();
        assertThat(evaluation.score()).isEqualTo(1);
        assertThat(evaluation.coverage()).isEqualTo(0.89);
        assertThat(evaluation.lowerBound()).isEqualTo(0.89);
        assertThat(evaluation.upperBound()).isEqualTo(1);
        assertThat(evaluation.outcomes().get(7))
                .isEqualTo(new Outcome.Failed(DATA.get(7), "too long"));
    }

    @Test
    void whatFailedForNowIsAskedOnceMoreWhenTheRestIsDone() {
        Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        AtomicInteger calls = new AtomicInteger();
        LanguageModel flaky =
                request -> {
                    calls.incrementAndGet();
                    String text = request.messages().getLast().text();
                    if (text.startsWith("q7") && failedOnce.add(text)) {
                        throw new ModelException.Transient("busy", null);
                    }
                    return echo(request.messages());
                };
        assertThat(evaluate(flaky, 8, task(EXACT)))
                .isEqualTo(evaluate(request -> echo(request.messages()), 1, task(EXACT)));
        assertThat(calls).hasValue(222);
    }

    @Test
    void whatFailsAgainOrWillAlwaysFailIsNotAskedAThirdTime() {
        AtomicInteger lost = new AtomicInteger();
        AtomicInteger rejected = new AtomicInteger();
        LanguageModel failing =
                request -> {
                    String text = request.messages().getLast().text();
                    if (text.startsWith("q7")) {
                        lost.incrementAndGet();
                        throw new ModelException.Transient("busy", null);
                    }
                    if (text.startsWith("q8")) {
                        rejected.incrementAndGet();
                        throw new ModelException.Rejected("too long", null);
                    }
                    return echo(request.messages());
                };
        Evaluation evaluation = evaluate(failing, 8, task(EXACT)).getFirst();
        assertThat(evaluation.score()).isEqualTo(1);
        assertThat(evaluation.coverage()).isEqualTo(0.78);
        assertThat(lost).hasValue(44);
        assertThat(rejected).hasValue(22);
    }

    @Test
    void aBudgetThatEndsWhileFailuresAreAskedAgainLeavesThemFailed() {
        AtomicInteger calls = new AtomicInteger();
        LanguageModel limited =
                request -> {
                    if (calls.incrementAndGet() > 200) {
                        throw new ModelException.BudgetExhausted("calls", "spent");
                    }
                    if (request.messages().getLast().text().startsWith("q70")) {
                        throw new ModelException.Transient("busy", null);
                    }
                    return echo(request.messages());
                };
        Evaluation evaluation = evaluate(limited, 8, task(EXACT)).getFirst();
        assertThat(evaluation.coverage()).isEqualTo(0.99);
        assertThat(evaluation.outcomes().get(70))
                .isEqualTo(new Outcome.Failed(DATA.get(70), "busy"));
    }

    @Test
    void moreFailuresThanAllowedEndTheEvaluation() {
        LanguageModel failing =
                request -> {
                    if (request.messages().getLast().text().startsWith("q7")) {
                        throw new ModelException.Rejected("too long", null);
                    }
                    return echo(request.messages());
                };
        assertThat(withMost("11", failing).evaluate(task(EXACT), Prompt.EMPTY, DATA).failedCount())
                .isEqualTo(11);
        assertThat(withMost("11%", failing).evaluate(task(EXACT), Prompt.EMPTY, DATA).coverage())
                .isEqualTo(0.89);
        assertThatThrownBy(
                        () -> withMost("10.9%", failing).evaluate(task(EXACT), Prompt.EMPTY, DATA))
                .isInstanceOf(TooManyFailuresException.class)
                .hasMessage(
                        "11 of the 100 examples of validation got no answer, also when they were"
                                + " asked again; max-failures allows 10.9%. The first: too long");
        assertThatThrownBy(() -> withMost("0", failing).evaluate(task(EXACT), Prompt.EMPTY, DATA))
                .isInstanceOf(TooManyFailuresException.class);
    }

    private static LocalEvaluator withMost(String failures, LanguageModel model) {
        MaxFailures limit = Objects.requireNonNull(MaxFailures.parse(failures));
        return new LocalEvaluator(model, SETTINGS, 8, limit);
    }

    @Test
    void aRefusedKeyEndsTheEvaluationAtOnce() {
        AtomicInteger calls = new AtomicInteger();
        LanguageModel refusing =
                request -> {
                    calls.incrementAndGet();
                    throw new ModelException.Refused("401", null);
                };
        assertThatThrownBy(() -> evaluate(refusing, 4, task(EXACT)))
                .isInstanceOf(ModelException.Refused.class);
        assertThat(calls).hasValueLessThan(20);
    }

    @Test
    void aModelThatAnswersNothingEndsTheEvaluation() {
        LanguageModel silent =
                request -> {
                    throw new ModelException.Transient("connection refused", null);
                };
        assertThatThrownBy(() -> evaluate(silent, 4, task(EXACT)))
                .isInstanceOf(ModelException.Transient.class)
                .hasMessage("None of 200 requests to test was answered: connection refused");
    }

    @Test
    void anErrorInAModelIsNotSwallowed() {
        LanguageModel broken =
                request -> {
                    throw new AssertionError("defect");
                };
        assertThatThrownBy(() -> evaluate(broken, 4, task(EXACT)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("defect");
    }

    @Test
    void aUsersMetricThatFailsIsToldWithItsExample() {
        Metric broken =
                (prediction, example) -> {
                    throw new IllegalStateException("no table");
                };
        assertThatThrownBy(() -> evaluate(r -> echo(r.messages()), 1, task(broken)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("failed on example e0")
                .hasMessageContaining("no table");
        assertThatThrownBy(() -> evaluate(r -> echo(r.messages()), 1, task((p, e) -> 7)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("gave 7.0 on example e0 (answer \"")
                .hasMessageContaining("), but a score must be from 0 to 1.");
    }

    @Test
    void anEmptySplitIsAnInputError() {
        assertThatThrownBy(
                        () ->
                                new LocalEvaluator(r -> echo(r.messages()), SETTINGS, 1)
                                        .evaluate(task(EXACT), Prompt.EMPTY, Dataset.empty("test")))
                .isInstanceOf(InputException.class)
                .hasMessage("The test split of task test has no examples.");
    }

    private static Task twoTurns() {
        Task base = task(EXACT);
        return new Task(
                base.name(),
                base.splits(),
                base.template(),
                base.demonstrations(),
                example -> "Only the answer to " + example.input() + "?",
                base.reader(),
                base.metric(),
                "two turns");
    }

    @Test
    void anOutcomeTookAsLongAsItsTurnsTogether() {
        LanguageModel known =
                request ->
                        ModelResponse.of("a")
                                .withLatency(Duration.ofMillis(300L * request.messages().size()));
        LanguageModel half =
                request ->
                        request.messages().size() == 1
                                ? known.generate(request)
                                : ModelResponse.of("a");
        assertThat(latency(known, task(EXACT))).isEqualTo(Duration.ofMillis(300));
        assertThat(latency(known, twoTurns())).isEqualTo(Duration.ofMillis(1_200));
        assertThat(latency(half, task(EXACT))).isEqualTo(Duration.ofMillis(300));
        assertThat(latency(half, twoTurns())).isNull();
    }

    private static @Nullable Duration latency(LanguageModel model, Task task) {
        Evaluation evaluation = evaluate(model, 4, task).getFirst();
        return ((Outcome.Scored) evaluation.outcomes().getFirst()).latency();
    }

    @Test
    void twoTurnExtractionAsksForTheBareAnswer() {
        LanguageModel model =
                request -> {
                    if (request.messages().size() == 1) {
                        return new ModelResponse(
                                List.of(Completion.of("Let me think.")), new TokenUsage(50, 7));
                    }
                    assertThat(request.settings().maxTokens()).isEqualTo(100);
                    assertThat(request.messages().get(1))
                            .isEqualTo(Message.assistant("Let me think."));
                    String question = request.messages().get(2).text();
                    String bare = question.replaceAll(".*q(\\d+)\\?", "a$1");
                    return new ModelResponse(List.of(Completion.of(bare)), new TokenUsage(60, 1));
                };
        Evaluation evaluation = evaluate(model, 4, twoTurns()).getFirst();
        assertThat(evaluation.score()).isEqualTo(1);
        Outcome.Scored first = (Outcome.Scored) evaluation.outcomes().getFirst();
        assertThat(first.prediction().completion()).isEqualTo("Let me think.");
        assertThat(first.usage()).isEqualTo(new TokenUsage(110, 8));
    }

    @Test
    void whatAMetricSaysIsKeptAndThatItSaysNothingAtAllIsItsError() {
        Evaluation told =
                evaluate(request -> echo(request.messages()), 4, task(saying("Good."))).getFirst();
        assertThat(((Outcome.Scored) told.outcomes().getFirst()).feedback()).isEqualTo("Good.");
        assertThatThrownBy(
                        () -> evaluate(request -> echo(request.messages()), 4, task(saying(null))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("on example e")
                .hasMessageContaining("scoreWithFeedback gave null");
    }

    private static Metric saying(@Nullable String feedback) {
        return new Metric() {
            @Override
            public double score(Prediction prediction, Example example) {
                return 1;
            }

            @Override
            @SuppressWarnings("NullAway") // as a user's class, which nothing checks, may do
            public ScoreWithFeedback scoreWithFeedback(Prediction p, Example example) {
                return feedback == null ? null : new ScoreWithFeedback(1, feedback);
            }
        };
    }

    @Test
    void demonstrationsAreTurnsOrText() {
        Demonstrations chat =
                new Demonstrations(List.of(Example.of("d", "qd", "ad")), Demonstrations.Style.CHAT);
        Task base = task(EXACT);
        Prompt prompt = new Prompt("Think.");
        assertThat(Conversation.about(with(base, chat), prompt, DATA.get(0)))
                .containsExactly(
                        Message.user("qd\nThink."),
                        Message.assistant("ad"),
                        Message.user("q0\nThink."));
        Demonstrations text = new Demonstrations(chat.examples(), Demonstrations.Style.TEXT);
        assertThat(Conversation.about(with(base, text), prompt, DATA.get(0)))
                .containsExactly(Message.user("qd\nThink.\nad\n\nq0\nThink."));
    }

    private static Task with(Task base, Demonstrations demonstrations) {
        return new Task(
                base.name(),
                base.splits(),
                base.template(),
                demonstrations,
                null,
                base.reader(),
                base.metric(),
                "test");
    }
}
