package dev.hone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.limit.Cancellation;
import dev.hone.limit.Limits;
import dev.hone.limit.Price;
import dev.hone.limit.Spending;
import dev.hone.limit.SpendingLimits;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.run.RunId;
import dev.hone.testkit.InMemoryLedger;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

class ModelStackTest {

    private static final RunId RUN = new RunId("run");
    private static final Duration LONG = Duration.ofHours(1);

    /// Makes every wait before a retry as short as it can be.
    private static final RandomGenerator IMPATIENT = () -> 0;

    private static final RandomGenerator PATIENT =
            new RandomGenerator() {
                @Override
                public long nextLong() {
                    return Long.MAX_VALUE;
                }

                @Override
                public long nextLong(long bound) {
                    return bound - 1;
                }
            };

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Cancellation cancellation = new Cancellation();
    private final UsageMeter meter = new UsageMeter(RUN, Price.FREE);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void everyAttemptCountsAgainstTheBudget() {
        Spending spending = spending(3);
        LanguageModel model =
                stack(spending, IMPATIENT).over(this::fail, "model", limits(1, LONG, 10), meter);
        assertThatThrownBy(() -> model.generate(request(1)))
                .isInstanceOf(ModelException.BudgetExhausted.class);
        assertThat(calls).hasValue(3);
        assertThat(spending.calls()).isEqualTo(3);
    }

    @Test
    void recordedAnswersAreStillThereWhenTheBudgetIsSpent() {
        Spending spending = spending(1);
        LanguageModel model =
                stack(spending, IMPATIENT).over(this::answer, "model", limits(1, LONG, 0), meter);
        model.generate(request(1));
        assertThatThrownBy(() -> model.generate(request(2)))
                .isInstanceOf(ModelException.BudgetExhausted.class);
        assertThat(model.generate(request(1)).text()).isEqualTo("ok");
        assertThat(calls).hasValue(1);
    }

    @Test
    void aCallThatWaitsToBeTriedAgainHoldsNoSlot() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        LanguageModel provider =
                request -> {
                    if (request.equals(request(1))) {
                        failed.countDown();
                        throw new ModelException.Transient("busy", null);
                    }
                    return answer(request);
                };
        LanguageModel model =
                stack(spending(1_000), PATIENT)
                        .over(provider, "model", limits(1, LONG, 100), meter);
        Thread waiting =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        assertThatThrownBy(() -> model.generate(request(1)))
                                                .isInstanceOf(ModelException.Interrupted.class));
        failed.await();
        assertThat(model.generate(request(2)).text()).isEqualTo("ok");
        cancellation.cancel();
        waiting.join();
    }

    @Test
    void anAttemptThatTakesTooLongIsTriedAgain() {
        LanguageModel provider =
                request -> {
                    if (calls.incrementAndGet() == 1) {
                        try {
                            Thread.sleep(LONG);
                        } catch (InterruptedException e) {
                            throw new ModelException.Interrupted("time-out", e);
                        }
                    }
                    return ModelResponse.of("ok");
                };
        LanguageModel model =
                stack(spending(10), IMPATIENT)
                        .over(provider, "model", limits(1, Duration.ofMillis(50), 1), meter);
        assertThat(model.generate(request(1)).text()).isEqualTo("ok");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aBudgetThatEndsWhileManyWaitEndsThemAll() {
        int callers = 500;
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        // At 60 requests a minute, waiting for one's turn to be refused would take 8 minutes.
        Limits slow = new Limits(8, 60, 0, LONG, 5);
        LanguageModel model =
                stack(spending(1), new SplittableRandom(1))
                        .over(this::answer, "model", slow, meter);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                int number = i;
                threads.execute(
                        () -> {
                            try {
                                model.generate(request(number));
                                answered.incrementAndGet();
                            } catch (ModelException.BudgetExhausted e) {
                                refused.incrementAndGet();
                            }
                        });
            }
        }
        assertThat(answered).hasValue(1);
        assertThat(refused).hasValue(callers - 1);
        assertThat(calls).hasValue(1);
        assertThat(meter.usage().failed()).isZero();
    }

    private ModelStack stack(Spending spending, RandomGenerator random) {
        return new ModelStack(ledger, RUN, spending, random, cancellation);
    }

    private Spending spending(long calls) {
        return new Spending(
                new SpendingLimits(calls, null, null, null), System::nanoTime, cancellation);
    }

    private static Limits limits(int concurrency, Duration timeout, int retries) {
        return new Limits(concurrency, 0, 0, timeout, retries);
    }

    private static ModelRequest request(int number) {
        return ModelRequest.of(
                ModelSettings.of("model", 0, 10), List.of(Message.user("question " + number)));
    }

    private ModelResponse answer(ModelRequest request) {
        calls.incrementAndGet();
        return ModelResponse.of("ok");
    }

    private ModelResponse fail(ModelRequest request) {
        calls.incrementAndGet();
        throw new ModelException.Transient("busy", null);
    }
}
