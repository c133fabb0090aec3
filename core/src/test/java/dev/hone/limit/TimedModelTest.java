package dev.hone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelResponse;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

class TimedModelTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void anAnswerInTimeIsPassedOn() {
        assertThat(
                        new TimedModel(request -> ModelResponse.of("ok"), LONG)
                                .generate(Requests.any())
                                .text())
                .isEqualTo("ok");
    }

    @Test
    void anAnswerTellsHowLongTheProviderTookAndNotHowLongItWaitedBefore() {
        AtomicLong clock = new AtomicLong(5_000_000_000L);
        LanguageModel provider =
                request -> {
                    clock.addAndGet(812_900_000L);
                    return ModelResponse.of("ok");
                };
        LanguageModel timed = new TimedModel(provider, LONG, clock::get);
        LanguageModel waiting =
                request -> {
                    clock.addAndGet(60_000_000_000L);
                    ModelResponse response = timed.generate(request);
                    clock.addAndGet(60_000_000_000L);
                    return response;
                };
        assertThat(waiting.generate(Requests.any()).latency()).isEqualTo(Duration.ofMillis(812));
    }

    @Test
    void onlyTheAttemptThatWasAnsweredIsMeasured() {
        AtomicLong clock = new AtomicLong();
        AtomicLong attempts = new AtomicLong();
        LanguageModel provider =
                request -> {
                    clock.addAndGet(1_000_000_000L * attempts.incrementAndGet());
                    if (attempts.get() < 3) {
                        throw new ModelException.Transient("HTTP 500", null);
                    }
                    return ModelResponse.of("ok");
                };
        LanguageModel retrying =
                new RetryingModel(
                        new TimedModel(provider, LONG, clock::get),
                        5,
                        new Random(1),
                        wait -> clock.addAndGet(wait.toNanos()),
                        new Cancellation());
        assertThat(retrying.generate(Requests.any()).latency()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aProviderThatKnowsBetterIsBelieved() {
        ModelResponse answer = ModelResponse.of("ok").withLatency(Duration.ofMillis(7));
        AtomicLong clock = new AtomicLong();
        LanguageModel model =
                new TimedModel(request -> answer, LONG, () -> clock.addAndGet(1_000_000_000L));
        assertThat(model.generate(Requests.any()).latency()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void aClockThatGoesBackLosesNoAnswer() {
        AtomicLong clock = new AtomicLong();
        LanguageModel model =
                new TimedModel(
                        request -> ModelResponse.of("ok"), LONG, () -> clock.addAndGet(-1_000_000));
        assertThat(model.generate(Requests.any()).latency()).isZero();
    }

    @Test
    void aFailureIsPassedOnAsItIs() {
        ModelException failure = new ModelException.Rejected("no", null);
        assertThatThrownBy(() -> throwing(failure).generate(Requests.any())).isSameAs(failure);
        Error error = new StackOverflowError();
        assertThatThrownBy(() -> throwing(error).generate(Requests.any())).isSameAs(error);
    }

    @Test
    void anAttemptThatTakesTooLongIsInterruptedAndMayBeTriedAgain() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        LanguageModel model = new TimedModel(hanging(interrupted), Duration.ofMillis(20));
        assertThatThrownBy(() -> model.generate(Requests.any()))
                .isInstanceOfSatisfying(
                        ModelException.Transient.class,
                        e -> assertThat(e.isRateLimited()).isFalse())
                .hasMessage("The model did not answer within 0.02 s.");
        interrupted.await();
    }

    @Test
    void anInterruptedCallerInterruptsItsAttempt() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        LanguageModel model = new TimedModel(hanging(interrupted), LONG);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> model.generate(Requests.any()))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static LanguageModel hanging(CountDownLatch interrupted) {
        return request -> {
            try {
                Thread.sleep(LONG);
                return ModelResponse.of("too late");
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new ModelException.Interrupted("stopped", e);
            }
        };
    }

    private static LanguageModel throwing(Throwable failure) {
        return new TimedModel(
                request -> {
                    switch (failure) {
                        case RuntimeException e -> throw e;
                        case Error e -> throw e;
                        default -> throw new IllegalStateException(failure);
                    }
                },
                LONG);
    }
}
