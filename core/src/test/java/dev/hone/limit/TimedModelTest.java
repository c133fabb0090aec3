package dev.hone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelResponse;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

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
