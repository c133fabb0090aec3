package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Completion.TokenLogProbability;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.CandidatesProposed;
import dev.hone.run.RunEvent.PromptEvaluated;
import dev.hone.run.RunEvent.Proposal;
import dev.hone.run.RunEvent.RunFinished;
import dev.hone.run.RunEvent.RunStarted;
import dev.hone.run.RunEvent.StepCompleted;
import dev.hone.run.RunId;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What every [Ledger] does. Extend it and say how yours is opened.
public abstract class LedgerContract {

    private static final int WRITERS = 64;
    private static final RunId RUN = new RunId("run-1");
    private static final RunId OTHER_RUN = new RunId("run 2 / ünïcödé 🙂 ' ; --");

    // A lone high surrogate, a lone low one, a pair the wrong way round, a zero.
    private static final String HOSTILE = "a\uD800b \uDC00 \uDE42\uD83D \u0000 \uFFFF \"\\\n 🙂";

    /// Opens the ledger under test. Within one test every call opens the same content, empty at
    /// first, as several processes would.
    protected abstract Ledger open();

    @Test
    void anUnknownRequestHasNoAnswer() {
        try (Ledger ledger = open()) {
            assertThat(ledger.find(Digest.of("never asked"))).isEmpty();
        }
    }

    @Test
    void aRecordedAnswerIsFoundByTheDigestOfItsRequest() {
        try (Ledger ledger = open()) {
            RecordedAnswer answer = answer("question", "answer");
            assertThat(ledger.record(answer)).isEqualTo(answer);
            assertThat(ledger.find(answer.request().digest())).contains(answer);
        }
    }

    @Test
    void theFirstAnswerToARequestWins() {
        try (Ledger ledger = open()) {
            RecordedAnswer first = answer("question", "first");
            ledger.record(first);
            RecordedAnswer second =
                    new RecordedAnswer(first.request(), ModelResponse.of("second"), OTHER_RUN);
            assertThat(ledger.record(second)).isEqualTo(first);
            assertThat(ledger.find(first.request().digest())).contains(first);
        }
    }

    @Test
    void ofManyAnswersToOneRequestAtOnceAllCallersSeeTheSame() throws Exception {
        try (Ledger ledger = open()) {
            List<RecordedAnswer> standing =
                    together(i -> ledger.record(answer("question", "answer " + i)));
            assertThat(standing).hasSize(WRITERS);
            assertThat(standing.stream().distinct()).hasSize(1);
            assertThat(ledger.find(standing.getFirst().request().digest()))
                    .contains(standing.getFirst());
        }
    }

    @Test
    void manyAnswersAtOnceAreAllRecorded() throws Exception {
        try (Ledger ledger = open()) {
            List<RecordedAnswer> recorded =
                    together(i -> ledger.record(answer("question " + i, "answer " + i)));
            assertThat(recorded)
                    .allSatisfy(
                            answer ->
                                    assertThat(ledger.find(answer.request().digest()))
                                            .contains(answer));
        }
    }

    @Test
    void answersAndEventsOutliveTheLedgerThatWroteThem() {
        RecordedAnswer answer = answer("question", "answer");
        RunEvent event = new RunFinished(StopReason.STEPS, new Prompt("best"), 3);
        try (Ledger ledger = open()) {
            ledger.record(answer);
            ledger.append(RUN, event);
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.find(answer.request().digest())).contains(answer);
            assertThat(ledger.read(RUN, 0)).containsExactly(event);
            assertThat(ledger.runs()).containsExactly(RUN);
            assertThat(ledger.append(RUN, event)).isEqualTo(1);
        }
    }

    @Test
    void oneLedgerSeesAtOnceWhatAnotherOnTheSameContentWrote() {
        try (Ledger one = open();
                Ledger other = open()) {
            RecordedAnswer answer = answer("question", "answer");
            assertThat(other.find(answer.request().digest())).isEmpty();
            one.record(answer);
            assertThat(other.find(answer.request().digest())).contains(answer);
            assertThat(one.append(RUN, step(1))).isZero();
            assertThat(other.append(RUN, step(2))).isEqualTo(1);
            assertThat(one.read(RUN, 0)).containsExactly(step(1), step(2));
        }
    }

    @Test
    void everyFieldOfAnAnswerComesBack() {
        ModelSettings settings =
                new ModelSettings("m@http://host", 0.1, 7, 0.9, List.of("\n", HOSTILE), true);
        ModelRequest request =
                new ModelRequest(
                        settings,
                        List.of(
                                Message.system(HOSTILE),
                                Message.user(""),
                                Message.assistant("a"),
                                Message.user("b")),
                        2,
                        Long.MIN_VALUE);
        ModelResponse response =
                new ModelResponse(
                        List.of(
                                new Completion(
                                        HOSTILE,
                                        FinishReason.CONTENT_FILTER,
                                        List.of(
                                                new TokenLogProbability("\uDC00", -0.1),
                                                new TokenLogProbability(
                                                        "", Double.NEGATIVE_INFINITY))),
                                new Completion("", FinishReason.LENGTH, List.of())),
                        new TokenUsage(Long.MAX_VALUE, 0));
        RecordedAnswer answer = new RecordedAnswer(request, response, OTHER_RUN);
        try (Ledger ledger = open()) {
            ledger.record(answer);
            assertThat(ledger.find(request.digest())).contains(answer);
        }
    }

    @Test
    void whatIsUnknownStaysUnknown() {
        ModelSettings settings = new ModelSettings("m", null, null, null, List.of(), false);
        ModelRequest request = ModelRequest.of(settings, List.of(Message.user("q")));
        RecordedAnswer answer = new RecordedAnswer(request, ModelResponse.of("a"), RUN);
        try (Ledger ledger = open()) {
            ledger.record(answer);
            assertThat(ledger.find(request.digest())).contains(answer);
        }
    }

    @Test
    void everyKindOfEventComesBackInOrder() {
        List<RunEvent> events = events();
        try (Ledger ledger = open()) {
            for (int i = 0; i < events.size(); i++) {
                assertThat(ledger.append(RUN, events.get(i))).isEqualTo(i);
            }
            assertThat(ledger.read(RUN, 0)).isEqualTo(events);
        }
    }

    @Test
    void eventsAreReadFromAnyPosition() {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 5; i++) {
                ledger.append(RUN, step(i));
            }
            assertThat(ledger.read(RUN, 3)).containsExactly(step(3), step(4));
            assertThat(ledger.read(RUN, 5)).isEmpty();
            assertThat(ledger.read(RUN, Long.MAX_VALUE)).isEmpty();
            assertThat(ledger.read(OTHER_RUN, 0)).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> ledger.read(RUN, -1));
        }
    }

    @Test
    void everyRunCountsItsOwnPositions() {
        try (Ledger ledger = open()) {
            assertThat(ledger.append(RUN, step(1))).isZero();
            assertThat(ledger.append(OTHER_RUN, step(2))).isZero();
            assertThat(ledger.append(RUN, step(3))).isEqualTo(1);
            assertThat(ledger.read(OTHER_RUN, 0)).containsExactly(step(2));
        }
    }

    @Test
    void eventsAppendedAtOnceGetPositionsWithoutGaps() throws Exception {
        try (Ledger ledger = open()) {
            List<Long> positions = together(i -> ledger.append(RUN, step(i)));
            assertThat(positions)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, WRITERS).boxed().toList());
            List<RunEvent> read = ledger.read(RUN, 0);
            for (int i = 0; i < WRITERS; i++) {
                assertThat(read.get(positions.get(i).intValue())).isEqualTo(step(i));
            }
        }
    }

    @Test
    void runsWithEventsAreListedOldestFirst() {
        try (Ledger ledger = open()) {
            assertThat(ledger.runs()).isEmpty();
            ledger.record(answer("a run with answers only is not listed", "answer"));
            RunId last = new RunId("a comes first in the alphabet");
            for (RunId run : List.of(OTHER_RUN, RUN, last, RUN, OTHER_RUN)) {
                ledger.append(run, step(1));
            }
            assertThat(ledger.runs()).containsExactly(OTHER_RUN, RUN, last);
        }
    }

    @Test
    void anInterruptedThreadStillWritesAndReads() {
        try (Ledger ledger = open()) {
            RecordedAnswer answer = answer("question", "answer");
            Thread.currentThread().interrupt();
            ledger.record(answer);
            assertThat(ledger.find(answer.request().digest())).contains(answer);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aClosedLedgerRefusesToWork() {
        Ledger ledger = open();
        ledger.close();
        ledger.close();
        assertThatIllegalStateException().isThrownBy(() -> ledger.find(Digest.of("q")));
        assertThatIllegalStateException().isThrownBy(() -> ledger.record(answer("q", "a")));
        assertThatIllegalStateException().isThrownBy(() -> ledger.append(RUN, step(1)));
        assertThatIllegalStateException().isThrownBy(() -> ledger.read(RUN, 0));
        assertThatIllegalStateException().isThrownBy(ledger::runs);
    }

    private static RecordedAnswer answer(String question, String text) {
        ModelRequest request =
                ModelRequest.of(ModelSettings.of("model", 0, 10), List.of(Message.user(question)));
        return new RecordedAnswer(request, ModelResponse.of(text), RUN);
    }

    private static RunEvent step(int step) {
        return new StepCompleted(step, new Prompt("current"), 0.25, new Prompt("best"), 1.0 / 3);
    }

    private static List<RunEvent> events() {
        Example example =
                new Example(
                        "1", HOSTILE, List.of("a", ""), List.of("A", "B"), Map.of("x", HOSTILE));
        Evaluation evaluation =
                new Evaluation(
                        new Prompt(HOSTILE),
                        "validation",
                        List.of(
                                new Outcome.Scored(
                                        example, new Prediction(HOSTILE, "a", true), 1.0 / 3),
                                new Outcome.Scored(Example.of("2", "", "t"), Prediction.of("t"), 1),
                                new Outcome.Failed(Example.of("3", "i", "t"), "time-out")),
                        new Provenance(
                                "m",
                                Digest.of("settings"),
                                Digest.of("task"),
                                Digest.of("data"),
                                "0.1"));
        return List.of(
                new RunStarted(
                        "task",
                        new Prompt(HOSTILE),
                        "gpo default",
                        Map.of("seed", "1"),
                        Map.of("train", Digest.of("train")),
                        Long.MIN_VALUE,
                        "0.1"),
                new PromptEvaluated(0, evaluation),
                new CandidatesProposed(
                        1,
                        HOSTILE,
                        OptionalInt.of(50),
                        List.of(
                                new Proposal(
                                        new Prompt("p"),
                                        Prompt.EMPTY,
                                        3,
                                        Proposal.Status.DUPLICATE,
                                        ""))),
                new CandidatesProposed(2, "", OptionalInt.empty(), List.of()),
                step(1),
                new RunFinished(StopReason.PATIENCE, new Prompt(""), 1));
    }

    private static <T> List<T> together(IntCallable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = new ArrayList<>();
            IntStream.range(0, WRITERS).forEach(i -> calls.add(() -> work.call(i)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    @FunctionalInterface
    private interface IntCallable<T> {
        T call(int index) throws Exception;
    }
}
