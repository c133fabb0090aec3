package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.Claim;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.LedgerLine;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.RunFinished;
import dev.hone.run.RunId;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What every [Ledger] does. Extend it and say how yours is opened.
public abstract class LedgerContract extends AllAttemptsContract {

    private static final int WRITERS = 64;
    private static final RunId RUN = new RunId("run-1");
    private static final RunId OTHER_RUN = new RunId("run 2 / ünïcödé 🙂 ' ; --");

    private static final Amount MOST = new Amount(300, new BigDecimal("0.0123456789012345"));
    private static final Amount USED = new Amount(20, new BigDecimal("0.001"));

    /// Opens the ledger under test. Within one test every call opens the same content, empty at
    /// first, as several processes would.
    @Override
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
            RecordedAnswer answer = LedgerSamples.answer(RUN, "question", "answer");
            assertThat(ledger.record(answer)).isEqualTo(answer);
            assertThat(ledger.find(answer.request().digest())).contains(answer);
        }
    }

    @Test
    void theFirstAnswerToARequestWins() {
        try (Ledger ledger = open()) {
            RecordedAnswer first = LedgerSamples.answer(RUN, "question", "first");
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
                    together(
                            i ->
                                    ledger.record(
                                            LedgerSamples.answer(RUN, "question", "answer " + i)));
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
                    together(
                            i ->
                                    ledger.record(
                                            LedgerSamples.answer(
                                                    RUN, "question " + i, "answer " + i)));
            assertThat(recorded)
                    .allSatisfy(
                            answer ->
                                    assertThat(ledger.find(answer.request().digest()))
                                            .contains(answer));
        }
    }

    @Test
    void answersAndEventsOutliveTheLedgerThatWroteThem() {
        RecordedAnswer answer = LedgerSamples.answer(RUN, "question", "answer");
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
            RecordedAnswer answer = LedgerSamples.answer(RUN, "question", "answer");
            assertThat(other.find(answer.request().digest())).isEmpty();
            one.record(answer);
            assertThat(other.find(answer.request().digest())).contains(answer);
            assertThat(one.append(RUN, LedgerSamples.step(1))).isZero();
            assertThat(other.append(RUN, LedgerSamples.step(2))).isEqualTo(1);
            assertThat(one.read(RUN, 0))
                    .containsExactly(LedgerSamples.step(1), LedgerSamples.step(2));
        }
    }

    @Test
    void everyFieldOfAnAnswerComesBack() {
        RecordedAnswer answer = LedgerSamples.fullAnswer(OTHER_RUN);
        try (Ledger ledger = open()) {
            ledger.record(answer);
            RecordedAnswer back = ledger.find(answer.request().digest()).orElseThrow();
            assertThat(back).isEqualTo(answer);
            assertThat(back.response().latency()).isEqualTo(answer.response().latency());
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
        List<RunEvent> events = LedgerSamples.events();
        try (Ledger ledger = open()) {
            for (int i = 0; i < events.size(); i++) {
                assertThat(ledger.append(RUN, events.get(i))).isEqualTo(i);
            }
            assertThat(ledger.read(RUN, 0)).isEqualTo(events);
            // Equality does not see how long an example took.
            assertThat(lines(ledger.read(RUN, 0))).isEqualTo(lines(events));
        }
    }

    private static List<String> lines(List<RunEvent> events) {
        return events.stream()
                .map(event -> new LedgerLine.Event(RUN, 0, event).toJson())
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void eventsAreReadFromAnyPosition() {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 5; i++) {
                ledger.append(RUN, LedgerSamples.step(i));
            }
            assertThat(ledger.read(RUN, 3))
                    .containsExactly(LedgerSamples.step(3), LedgerSamples.step(4));
            assertThat(ledger.read(RUN, 5)).isEmpty();
            assertThat(ledger.read(RUN, Long.MAX_VALUE)).isEmpty();
            assertThat(ledger.read(OTHER_RUN, 0)).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> ledger.read(RUN, -1));
        }
    }

    @Test
    void everyRunCountsItsOwnPositions() {
        try (Ledger ledger = open()) {
            assertThat(ledger.append(RUN, LedgerSamples.step(1))).isZero();
            assertThat(ledger.append(OTHER_RUN, LedgerSamples.step(2))).isZero();
            assertThat(ledger.append(RUN, LedgerSamples.step(3))).isEqualTo(1);
            assertThat(ledger.read(OTHER_RUN, 0)).containsExactly(LedgerSamples.step(2));
        }
    }

    @Test
    void eventsAppendedAtOnceGetPositionsWithoutGaps() throws Exception {
        try (Ledger ledger = open()) {
            List<Long> positions = together(i -> ledger.append(RUN, LedgerSamples.step(i)));
            assertThat(positions)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, WRITERS).boxed().toList());
            List<RunEvent> read = ledger.read(RUN, 0);
            for (int i = 0; i < WRITERS; i++) {
                assertThat(read.get(positions.get(i).intValue())).isEqualTo(LedgerSamples.step(i));
            }
        }
    }

    @Test
    void runsWithEventsAreListedOldestFirst() {
        try (Ledger ledger = open()) {
            assertThat(ledger.runs()).isEmpty();
            ledger.record(
                    LedgerSamples.answer(RUN, "a run with answers only is not listed", "answer"));
            RunId last = new RunId("a comes first in the alphabet");
            for (RunId run : List.of(OTHER_RUN, RUN, last, RUN, OTHER_RUN)) {
                ledger.append(run, LedgerSamples.step(1));
            }
            assertThat(ledger.runs()).containsExactly(OTHER_RUN, RUN, last);
        }
    }

    @Test
    void anAttemptCountsAsTheMostItCanUseUntilItIsSettled() {
        try (Ledger ledger = open()) {
            assertThat(ledger.spent(RUN)).isEqualTo(Spent.NOTHING);
            Attempt attempt = begin(ledger, RUN, 1);
            assertThat(ledger.spent(RUN)).isEqualTo(spent(1, 1, MOST, 1));
            ledger.settle(attempt, USED, Duration.ofSeconds(2));
            assertThat(ledger.spent(RUN)).isEqualTo(spent(1, 0, USED, 2));
            begin(ledger, RUN, 3);
            assertThat(ledger.spent(RUN)).isEqualTo(spent(2, 1, USED.plus(MOST), 3));
            assertThat(ledger.spent(OTHER_RUN)).isEqualTo(Spent.NOTHING);
        }
    }

    @Test
    void anAnswerSettlesItsAttempt() {
        try (Ledger ledger = open()) {
            RecordedAnswer answer = LedgerSamples.answer(RUN, "question", "answer");
            Attempt killed = begin(ledger, RUN, 1);
            Attempt answered = begin(ledger, RUN, 1);
            assertThat(ledger.record(answer, answered, USED, Duration.ofSeconds(5)))
                    .isEqualTo(answer);
            assertThat(ledger.find(answer.request().digest())).contains(answer);
            assertThat(ledger.spent(RUN)).isEqualTo(spent(2, 1, MOST.plus(USED), 5));
            assertThat(killed).isNotEqualTo(answered);
        }
    }

    @Test
    void anAnswerThatCameSecondSettlesItsAttemptToo() {
        try (Ledger ledger = open()) {
            RecordedAnswer first = LedgerSamples.answer(OTHER_RUN, "question", "first");
            ledger.record(first);
            RecordedAnswer second = LedgerSamples.answer(RUN, "question", "second");
            Attempt attempt = begin(ledger, RUN, 1);
            assertThat(ledger.record(second, attempt, USED, Duration.ofSeconds(2)))
                    .isEqualTo(first);
            assertThat(ledger.spent(RUN)).isEqualTo(spent(1, 0, USED, 2));
        }
    }

    @Test
    void whatIsSettledStaysAsItIs() {
        try (Ledger ledger = open()) {
            Attempt attempt = begin(ledger, RUN, 1);
            ledger.settle(attempt, USED, Duration.ofSeconds(2));
            ledger.settle(attempt, Amount.NOTHING, Duration.ofSeconds(9));
            assertThat(ledger.spent(RUN)).isEqualTo(spent(1, 0, USED, 2));
        }
    }

    @Test
    void attemptsOutliveTheLedgerThatWroteThemAndTheRunsTimeNeverGoesBack() {
        try (Ledger ledger = open()) {
            begin(ledger, RUN, 100);
            ledger.settle(begin(ledger, RUN, 7), USED, Duration.ofSeconds(6));
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.spent(RUN)).isEqualTo(spent(2, 1, MOST.plus(USED), 100));
            begin(ledger, RUN, 8);
            assertThat(ledger.spent(RUN).calls()).isEqualTo(3);
        }
    }

    @Test
    void attemptsBegunAtOnceAreAllCounted() throws Exception {
        try (Ledger ledger = open();
                Ledger other = open()) {
            List<Attempt> begun = together(i -> begin(i % 2 == 0 ? ledger : other, RUN, i));
            assertThat(begun).doesNotHaveDuplicates();
            assertThat(ledger.spent(RUN).calls()).isEqualTo(WRITERS);
            assertThat(other.spent(RUN).unsettled()).isEqualTo(WRITERS);
        }
    }

    private static Attempt begin(Ledger ledger, RunId run, int seconds) {
        return ledger.begin(
                run, Digest.of("question"), "model ünï", MOST, Duration.ofSeconds(seconds));
    }

    private static Spent spent(long calls, long unsettled, Amount amount, int seconds) {
        return new Spent(calls, unsettled, amount, Duration.ofSeconds(seconds));
    }

    @Test
    void aRequestIsClaimedByOneAtATime() {
        Digest request = Digest.of("question");
        try (Ledger one = open();
                Ledger other = open()) {
            Claim claim = one.claim(request).orElseThrow();
            assertThat(one.claim(request)).isEmpty();
            assertThat(other.claim(request)).isEmpty();
            other.claim(Digest.of("another")).orElseThrow().close();
            claim.close();
            other.claim(request).orElseThrow().close();
        }
    }

    @Test
    void anInterruptedThreadStillWritesAndReads() {
        try (Ledger ledger = open()) {
            RecordedAnswer answer = LedgerSamples.answer(RUN, "question", "answer");
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
        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.record(LedgerSamples.answer(RUN, "q", "a")));
        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.append(RUN, LedgerSamples.step(1)));
        assertThatIllegalStateException().isThrownBy(() -> begin(ledger, RUN, 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.settle(new Attempt(RUN, 0), USED, Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(() -> ledger.spent(RUN));
        assertThatIllegalStateException().isThrownBy(() -> ledger.read(RUN, 0));
        assertThatIllegalStateException().isThrownBy(ledger::runs);
        assertThatIllegalStateException().isThrownBy(ledger::answers);
        assertThatIllegalStateException().isThrownBy(ledger::runsWithAttempts);
        assertThatIllegalStateException().isThrownBy(() -> ledger.attempts(RUN));
        assertThatIllegalStateException().isThrownBy(() -> ledger.recordAttempts(List.of()));
        assertThatIllegalStateException().isThrownBy(() -> ledger.recordAll(List.of()));
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
