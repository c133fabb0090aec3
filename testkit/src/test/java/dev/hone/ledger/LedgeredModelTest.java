package dev.hone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.HoneException;
import dev.hone.limit.Cancellation;
import dev.hone.limit.Price;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunId;
import dev.hone.testkit.InMemoryLedger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class LedgeredModelTest {

    private static final int CALLERS = 32;
    private static final RunId RUN = new RunId("run");
    private static final RunId OTHER_RUN = new RunId("other run");
    private static final Price PRICE = new Price(new BigDecimal("10"), new BigDecimal("100"));

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final AtomicInteger calls = new AtomicInteger();
    private final Cancellation cancellation = new Cancellation();

    @Test
    void anAnswerIsInTheLedgerBeforeAnyoneSeesIt() {
        LedgeredModel model = model(this::answer, RUN, meter(RUN));
        ModelResponse response = model.generate(request("q"));
        assertThat(ledger.find(request("q").digest()))
                .contains(new RecordedAnswer(request("q"), response, RUN));
    }

    @Test
    void anAnswerThatCannotBeRecordedIsNotReturned() {
        ledger.close();
        assertThatThrownBy(() -> model(this::answer, RUN, meter(RUN)).generate(request("q")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRecordedAnswerIsNotPaidForAgain() {
        ModelResponse first =
                model(this::answer, OTHER_RUN, meter(OTHER_RUN)).generate(request("q"));
        UsageMeter meter = meter(RUN);
        assertThat(model(this::answer, RUN, meter).generate(request("q"))).isEqualTo(first);
        assertThat(calls).hasValue(1);
        assertThat(meter.usage())
                .isEqualTo(new RoleUsage(0, 1, 0, 0, 0, 0, PRICE.of(TokenUsage.ZERO)));
    }

    @Test
    void manyEqualRequestsAtOnceMakeOneCall() throws Exception {
        UsageMeter meter = meter(RUN);
        CountDownLatch release = new CountDownLatch(1);
        LedgeredModel model = model(heldUntil(release, this::answer), RUN, meter);
        List<ModelResponse> responses = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = start(() -> responses.add(model.generate(request("q"))));
        release.countDown();
        join(callers);
        assertThat(calls).hasValue(1);
        assertThat(responses).hasSize(CALLERS).containsOnly(responses.getFirst());
        assertThat(meter.usage().calls()).isEqualTo(1);
        assertThat(meter.usage().cached()).isEqualTo(CALLERS - 1);
    }

    @Test
    void twoRunsThatAskTheSameAtOncePayOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        LanguageModel slow =
                request -> {
                    asked.countDown();
                    return heldUntil(release, this::answer).generate(request);
                };
        UsageMeter paying = meter(RUN);
        UsageMeter waiting = meter(OTHER_RUN);
        LedgeredModel other =
                new LedgeredModel(slow, ledger.reopened(), OTHER_RUN, waiting, cancellation);
        Thread first =
                Thread.startVirtualThread(() -> model(slow, RUN, paying).generate(request("q")));
        asked.await();
        Thread second = Thread.startVirtualThread(() -> other.generate(request("q")));
        Thread.sleep(120);
        release.countDown();
        join(List.of(first, second));
        assertThat(calls).hasValue(1);
        assertThat(paying.usage().calls()).isEqualTo(1);
        assertThat(waiting.usage().cached()).isEqualTo(1);
    }

    @Test
    void whoWaitsForAnotherRunAsksItselfWhenThatOneFails() {
        Claim claim = ledger.claim(request("q").digest()).orElseThrow();
        Thread other = Thread.startVirtualThread(claim::close);
        assertThat(model(this::answer, RUN, meter(RUN)).generate(request("q")).text())
                .isEqualTo("answer to q");
        assertThat(calls).hasValue(1);
        assertThat(other).isNotNull();
        assertThat(ledger.claim(request("q").digest())).isPresent();
    }

    @Test
    void aCancelledRunWaitsForNobody() {
        assertThat(ledger.claim(request("q").digest())).isPresent();
        Thread.startVirtualThread(cancellation::cancel);
        assertThatThrownBy(() -> model(this::answer, RUN, meter(RUN)).generate(request("q")))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whoWaitsForAnEqualRequestSharesItsFailure(RuntimeException failure) throws Exception {
        UsageMeter meter = meter(RUN);
        CountDownLatch release = new CountDownLatch(1);
        LanguageModel failing =
                request -> {
                    calls.incrementAndGet();
                    throw failure;
                };
        LedgeredModel model = model(heldUntil(release, failing), RUN, meter);
        Queue<Throwable> seen = new ConcurrentLinkedQueue<>();
        List<Thread> callers =
                start(
                        () -> {
                            try {
                                model.generate(request("q"));
                            } catch (RuntimeException e) {
                                seen.add(e);
                            }
                        });
        release.countDown();
        join(callers);
        assertThat(calls).hasValue(1);
        assertThat(seen).hasSize(CALLERS).containsOnly(failure);
        boolean asked =
                failure instanceof ModelException
                        && !(failure instanceof ModelException.Interrupted)
                        && !(failure instanceof ModelException.BudgetExhausted);
        assertThat(meter.usage().failed()).isEqualTo(asked ? 1 : 0);
        assertThat(ledger.find(request("q").digest())).isEmpty();
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new ModelException.Transient("busy", null),
                new ModelException.Rejected("too long", null),
                new ModelException.Refused("bad key", null),
                new ModelException.BudgetExhausted("calls", "spent"),
                new ModelException.Interrupted("stop", null),
                new HoneException("the disk is full"),
                new IllegalStateException("a defect"));
    }

    @Test
    void aFailureIsForgotten() {
        LanguageModel failingOnce =
                request -> {
                    if (calls.get() == 0) {
                        calls.incrementAndGet();
                        throw new ModelException.Transient("busy", null);
                    }
                    return answer(request);
                };
        UsageMeter meter = meter(RUN);
        LedgeredModel model = model(failingOnce, RUN, meter);
        assertThatThrownBy(() -> model.generate(request("q")))
                .isInstanceOf(ModelException.Transient.class);
        assertThat(meter.usage().failed()).isEqualTo(1);
        assertThat(model.generate(request("q")).text()).isEqualTo("answer to q");
        assertThat(meter.usage().failed()).isZero();
        assertThat(meter.usage().calls()).isEqualTo(1);
    }

    @Test
    void aResumedRunReportsWhatAnUninterruptedOneWould() {
        List<String> questions = List.of("a", "b", "a", "c", "b", "a");
        UsageMeter uninterrupted = meter(RUN);
        LedgeredModel model = model(this::answer, RUN, uninterrupted);
        questions.forEach(question -> model.generate(request(question)));

        try (InMemoryLedger fresh = new InMemoryLedger()) {
            LedgeredModel before =
                    new LedgeredModel(this::answer, fresh, RUN, meter(RUN), cancellation);
            questions.subList(0, 3).forEach(question -> before.generate(request(question)));
            UsageMeter resumed = meter(RUN);
            LedgeredModel after =
                    new LedgeredModel(this::answer, fresh, RUN, resumed, cancellation);
            questions.forEach(question -> after.generate(request(question)));

            assertThat(resumed.usage()).isEqualTo(uninterrupted.usage());
        }
        assertThat(uninterrupted.usage())
                .isEqualTo(new RoleUsage(3, 3, 0, 30, 15, 0, new BigDecimal("0.001800")));
    }

    @Test
    void whatIsNotKnownIsNotZero() {
        UsageMeter unknownTokens = meter(RUN);
        model(request -> ModelResponse.of("a"), RUN, unknownTokens).generate(request("q"));
        assertThat(unknownTokens.usage()).isEqualTo(new RoleUsage(1, 0, 0, 0, 0, 1, null));

        UsageMeter unknownPrice = new UsageMeter(RUN, null);
        model(this::answer, RUN, unknownPrice).generate(request("r"));
        assertThat(unknownPrice.usage()).isEqualTo(new RoleUsage(1, 0, 0, 10, 5, 0, null));
    }

    @Test
    void anAnswerWithTheWrongNumberOfCompletionsIsNotRecorded() {
        ModelRequest two =
                new ModelRequest(request("q").settings(), request("q").messages(), 2, null);
        assertThatThrownBy(() -> model(this::answer, RUN, meter(RUN)).generate(two))
                .isInstanceOf(ModelException.Transient.class)
                .hasMessageContaining("1 completions where 2 were asked for");
        assertThat(ledger.find(two.digest())).isEmpty();
    }

    @Test
    void aCancelledRunGetsNothing() {
        cancellation.cancel();
        assertThatThrownBy(() -> model(this::answer, RUN, meter(RUN)).generate(request("q")))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(calls).hasValue(0);
    }

    private LedgeredModel model(LanguageModel provider, RunId run, UsageMeter meter) {
        return new LedgeredModel(provider, ledger, run, meter, cancellation);
    }

    private static UsageMeter meter(RunId run) {
        return new UsageMeter(run, PRICE);
    }

    private static ModelRequest request(String question) {
        return ModelRequest.of(ModelSettings.of("model", 0, 10), List.of(Message.user(question)));
    }

    private ModelResponse answer(ModelRequest request) {
        calls.incrementAndGet();
        return new ModelResponse(
                List.of(Completion.of("answer to " + request.messages().getLast().text())),
                new TokenUsage(10, 5));
    }

    private static LanguageModel heldUntil(CountDownLatch release, LanguageModel model) {
        return request -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return model.generate(request);
        };
    }

    /// Starts callers and returns once all of them wait.
    private static List<Thread> start(Runnable work) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            threads.add(Thread.ofVirtual().start(work));
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
