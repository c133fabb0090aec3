package dev.hone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class ThrottledModelTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final FakeTime time = new FakeTime();
    private final Cancellation cancellation = new Cancellation();

    @Test
    void neverMoreCallsAreInFlightThanAllowed() throws Exception {
        int concurrency = 7;
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(concurrency);
        LanguageModel model =
                request -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    full.countDown();
                    await(full);
                    inFlight.decrementAndGet();
                    return ModelResponse.of("ok");
                };
        LanguageModel throttled = throttled(model, concurrency, 0, 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                threads.execute(() -> throttled.generate(Requests.any()));
            }
        }
        assertThat(most).hasValue(concurrency);
    }

    @Test
    void aFailedCallGivesItsSlotBack() {
        LanguageModel throttled =
                throttled(
                        request -> {
                            throw new ModelException.Rejected("no", null);
                        },
                        1,
                        0,
                        0);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> throttled.generate(Requests.any()))
                    .isInstanceOf(ModelException.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 59, 60, 61, 600, 6_000})
    void noMinuteHoldsMoreRequestsThanAllowedAndHardlyFewer(int perMinute) {
        List<Long> sent = new ArrayList<>();
        LanguageModel throttled =
                throttled(
                        request -> {
                            sent.add(time.getAsLong());
                            return ModelResponse.of("ok");
                        },
                        1,
                        perMinute,
                        0);
        int requests = 5 * perMinute;
        for (int i = 0; i < requests; i++) {
            throttled.generate(Requests.any());
        }
        for (int i = perMinute; i < requests; i++) {
            assertThat(sent.get(i) - sent.get(i - perMinute)).isGreaterThanOrEqualTo(MINUTE);
        }
        assertThat(sent.getLast() - sent.getFirst()).isLessThan(MINUTE * 26 / 5);
    }

    @Test
    void tokensAreTakenByEstimateAndCorrectedByUsage() {
        LanguageModel throttled = throttled(request -> Requests.answer(50, 50), 1, 0, 6_000);
        long start = time.getAsLong();
        for (int i = 0; i < 120; i++) {
            throttled.generate(Requests.of("x".repeat(400), 500));
        }
        // 12,000 tokens were used, 72,000 were estimated: two minutes, not twelve.
        assertThat(time.getAsLong() - start).isBetween(MINUTE * 19 / 10, MINUTE * 22 / 10);
    }

    @Test
    void whereUsageIsUnknownTheEstimateStands() {
        LanguageModel throttled = throttled(request -> ModelResponse.of("ok"), 1, 0, 6_000);
        long start = time.getAsLong();
        for (int i = 0; i < 21; i++) {
            throttled.generate(Requests.of("x".repeat(400), 500));
        }
        // Twenty waits for what 600 tokens left behind.
        assertThat(time.getAsLong() - start).isBetween(MINUTE * 19 / 10, MINUTE * 22 / 10);
    }

    @Test
    void aRequestLargerThanAMinutesTokensStillGoesThrough() {
        LanguageModel throttled = throttled(request -> ModelResponse.of("ok"), 1, 0, 60);
        throttled.generate(Requests.of("x", 1_000));
        long start = time.getAsLong();
        throttled.generate(Requests.of("x", 1));
        assertThat(time.getAsLong() - start).isBetween(16 * MINUTE, 17 * MINUTE);
    }

    @Test
    void nothingStartsAfterACancellation() {
        AtomicInteger calls = new AtomicInteger();
        LanguageModel throttled =
                throttled(
                        request -> {
                            calls.incrementAndGet();
                            return ModelResponse.of("ok");
                        },
                        1,
                        0,
                        0);
        cancellation.cancel();
        assertThatThrownBy(() -> throttled.generate(Requests.any()))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void whoWaitsForItsTurnIsToldOfACancellation() {
        AtomicInteger calls = new AtomicInteger();
        LanguageModel throttled =
                new ThrottledModel(
                        request -> {
                            calls.incrementAndGet();
                            return ModelResponse.of("ok");
                        },
                        new Limits(64, 1, 0, Duration.ofSeconds(1), 0),
                        System::nanoTime,
                        cancellation::sleep,
                        cancellation);
        throttled.generate(Requests.any());
        List<Throwable> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                threads.execute(
                        () -> {
                            try {
                                throttled.generate(Requests.any());
                            } catch (ModelException.Interrupted e) {
                                synchronized (failures) {
                                    failures.add(e);
                                }
                            }
                        });
            }
            cancellation.cancel();
        }
        assertThat(failures).hasSize(10);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anInterruptedThreadSendsNothing() {
        LanguageModel throttled = throttled(request -> ModelResponse.of("ok"), 1, 0, 0);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> throttled.generate(Requests.any()))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private LanguageModel throttled(
            LanguageModel model, int concurrency, int requestsPerMinute, int tokensPerMinute) {
        Limits limits =
                new Limits(
                        concurrency, requestsPerMinute, tokensPerMinute, Duration.ofSeconds(1), 0);
        return new ThrottledModel(model, limits, time, time, cancellation);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
