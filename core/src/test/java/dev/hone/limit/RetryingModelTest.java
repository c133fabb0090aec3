package dev.hone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelResponse;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class RetryingModelTest {

    private final FakeTime time = new FakeTime();
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void anAnswerIsPassedOnWithoutWaiting() {
        assertThat(failing(0, busy(null), 5).generate(Requests.any()).text()).isEqualTo("ok");
        assertThat(attempts).hasValue(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void transientFailuresAreTriedAgain() {
        assertThat(failing(5, busy(null), 5).generate(Requests.any()).text()).isEqualTo("ok");
        assertThat(attempts).hasValue(6);
    }

    @Test
    void waitsGrowToThirtySecondsAndAreDrawnFromZeroUp() {
        Duration longest = Duration.ZERO;
        Duration shortest = Duration.ofDays(1);
        for (int i = 0; i < 200; i++) {
            FakeTime ofThisRequest = new FakeTime();
            AtomicInteger calls = new AtomicInteger();
            LanguageModel model =
                    request -> {
                        if (calls.incrementAndGet() <= 40) {
                            throw busy(null);
                        }
                        return ModelResponse.of("ok");
                    };
            new RetryingModel(model, 40, new SplittableRandom(i), ofThisRequest, cancellation)
                    .generate(Requests.any());
            List<Duration> waits = ofThisRequest.sleeps();
            assertThat(waits).hasSize(40);
            for (int n = 0; n < waits.size(); n++) {
                long bound = n > 6 ? 30_000 : Math.min(30_000, 500L << n);
                assertThat(waits.get(n)).isBetween(Duration.ZERO, Duration.ofMillis(bound));
            }
            longest = waits.getLast().compareTo(longest) > 0 ? waits.getLast() : longest;
            shortest = waits.getLast().compareTo(shortest) < 0 ? waits.getLast() : shortest;
        }
        assertThat(longest).isGreaterThan(Duration.ofSeconds(29));
        assertThat(shortest).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aProviderIsNeverAskedSoonerThanItWants() {
        Duration asked = Duration.ofSeconds(7);
        failing(3, busy(asked), 5).generate(Requests.any());
        assertThat(time.sleeps())
                .hasSize(3)
                .allSatisfy(
                        wait ->
                                assertThat(wait)
                                        .isBetween(asked, asked.plus(Duration.ofMillis(500))));
    }

    @Test
    void aProviderThatWantsMoreThanFiveMinutesIsNotWaitedFor() {
        assertThatThrownBy(() -> failing(3, busy(Duration.ofHours(1)), 5).generate(Requests.any()))
                .isInstanceOf(ModelException.Transient.class)
                .hasMessage(
                        "busy (gave up after 1 attempt: the provider asks to wait 3600 s, and Hone"
                                + " waits at most 300 s)");
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void afterTheLastAttemptTheFailureSaysHowManyThereWere() {
        assertThatThrownBy(() -> failing(100, busy(null), 2).generate(Requests.any()))
                .isInstanceOfSatisfying(
                        ModelException.Transient.class, e -> assertThat(e.isRateLimited()).isTrue())
                .hasMessage("busy (gave up after 3 attempts)")
                .hasRootCauseMessage("busy");
        assertThat(attempts).hasValue(3);
        assertThat(time.sleeps()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("failuresThatRetryingCannotHelp")
    void otherFailuresPassThroughAtOnce(RuntimeException failure) {
        assertThatThrownBy(() -> failing(1, failure, 5).generate(Requests.any())).isSameAs(failure);
        assertThat(attempts).hasValue(1);
    }

    static Stream<RuntimeException> failuresThatRetryingCannotHelp() {
        return Stream.of(
                new ModelException.Rejected("too long", null),
                new ModelException.Refused("bad key", null),
                new ModelException.BudgetExhausted("calls", "spent"),
                new ModelException.Interrupted("stop", null),
                new IllegalStateException("a defect"));
    }

    @Test
    void nothingIsAskedAfterACancellation() {
        cancellation.cancel();
        assertThatThrownBy(() -> failing(0, busy(null), 5).generate(Requests.any()))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(attempts).hasValue(0);
    }

    @Test
    void aCancellationEndsAWait() {
        LanguageModel model =
                request -> {
                    attempts.incrementAndGet();
                    cancellation.cancel();
                    throw busy(Duration.ofMinutes(5));
                };
        LanguageModel retrying =
                new RetryingModel(
                        model, 5, new SplittableRandom(1), cancellation::sleep, cancellation);
        assertThatThrownBy(() -> retrying.generate(Requests.any()))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anInterruptEndsAWaitAndStaysOnTheThread() {
        LanguageModel model =
                request -> {
                    Thread.currentThread().interrupt();
                    throw busy(Duration.ofMinutes(5));
                };
        LanguageModel retrying =
                new RetryingModel(
                        model, 5, new SplittableRandom(1), cancellation::sleep, cancellation);
        assertThatThrownBy(() -> retrying.generate(Requests.any()))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static ModelException.Transient busy(@Nullable Duration retryAfter) {
        return new ModelException.Transient("busy", retryAfter, true, null);
    }

    private LanguageModel failing(int times, RuntimeException failure, int retries) {
        LanguageModel model =
                request -> {
                    if (attempts.incrementAndGet() <= times) {
                        throw failure;
                    }
                    return ModelResponse.of("ok");
                };
        return new RetryingModel(model, retries, new SplittableRandom(1), time, cancellation);
    }
}
