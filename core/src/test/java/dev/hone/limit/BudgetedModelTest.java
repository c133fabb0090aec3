package dev.hone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

class BudgetedModelTest {

    private static final int THREADS = 1_000;

    // A request for "question" with 10 tokens of output may use 8 + 8 + 3 + 10.
    private static final long MOST_OF_ANY = 29;
    private static final Price PRICE =
            new Price(new BigDecimal("1000000"), new BigDecimal("2000000"));

    private final FakeTime time = new FakeTime();
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger calls = new AtomicInteger();

    @RepeatedTest(20)
    void notOneCallGoesOverTheBudgetAtAnyConcurrency(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        long limit = random.nextLong(2 * THREADS);
        Spending spending = spending(limits(limit, null, null, null));
        LanguageModel model = new BudgetedModel(this::answerOrFail, "model", spending, null);
        AtomicInteger refused = new AtomicInteger();
        together(
                () -> {
                    try {
                        model.generate(Requests.any());
                    } catch (ModelException.BudgetExhausted e) {
                        assertThat(e.budget()).isEqualTo("calls");
                        refused.incrementAndGet();
                    } catch (ModelException.Transient e) {
                        // A failed call is a call.
                    }
                });
        assertThat(calls.get()).isEqualTo((int) Math.min(limit, THREADS));
        assertThat(refused.get()).isEqualTo(THREADS - calls.get());
        assertThat(spending.calls()).isEqualTo(calls.get());
    }

    @RepeatedTest(20)
    void notOneTokenGoesOverTheBudgetAtAnyConcurrency(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        long limit = random.nextLong(THREADS * MOST_OF_ANY);
        AtomicLong used = new AtomicLong();
        LanguageModel provider =
                request -> {
                    LockSupport.parkNanos(1_000);
                    long output = calls.incrementAndGet() % 11;
                    used.addAndGet(19 + output);
                    return Requests.answer(19, output);
                };
        Spending spending = spending(limits(null, limit, null, null));
        LanguageModel model = new BudgetedModel(provider, "model", spending, null);
        together(
                () -> {
                    try {
                        model.generate(Requests.any());
                    } catch (ModelException.BudgetExhausted e) {
                        assertThat(e.budget()).isEqualTo("tokens");
                    }
                });
        assertThat(used.get()).isLessThanOrEqualTo(limit).isEqualTo(spending.tokens());
        if (calls.get() < THREADS) {
            assertThat(used.get()).as("stopped when it had to").isGreaterThan(limit - MOST_OF_ANY);
        }
    }

    @Test
    void moneyIsCountedExactly() {
        Spending spending = spending(limits(null, null, new BigDecimal("100"), null));
        LanguageModel model =
                new BudgetedModel(request -> Requests.answer(19, 1), "model", spending, PRICE);
        // Each costs 21 dollars and could cost 39.
        for (int i = 0; i < 3; i++) {
            model.generate(Requests.any());
        }
        assertThat(spending.usd()).isEqualByComparingTo("63");
        assertThatThrownBy(() -> model.generate(Requests.any()))
                .isInstanceOfSatisfying(
                        ModelException.BudgetExhausted.class,
                        e -> assertThat(e.budget()).isEqualTo("usd"))
                .hasMessageContaining("100 usd")
                .hasMessageContaining("63 are spent")
                .hasMessageContaining("use 39.");
    }

    @Test
    void whatTheRunSpentBeforeIsCountedIn() {
        Spent before = new Spent(3, 1, new Amount(60, new BigDecimal("7")), Duration.ofSeconds(4));
        Spending spending = new Spending(limits(4L, null, null, null), before, time, cancellation);
        LanguageModel model = new BudgetedModel(this::answer, "model", spending, null);
        time.sleep(Duration.ofSeconds(2));
        model.generate(Requests.any());
        assertThat(spending.spent())
                .isEqualTo(
                        new Spent(
                                4, 1, new Amount(62, new BigDecimal("7")), Duration.ofSeconds(6)));
        assertThatThrownBy(() -> model.generate(Requests.any()))
                .isInstanceOf(ModelException.BudgetExhausted.class)
                .hasMessage("The budget of 4 calls is spent.");
    }

    @Test
    void theTimeOfTheRunNeverGoesBack() {
        Spending spending = spending(limits(null, null, null, Duration.ofSeconds(10)));
        time.sleep(Duration.ofSeconds(9));
        assertThat(spending.elapsed()).hasSeconds(9);
        time.sleep(Duration.ofSeconds(-20));
        assertThat(spending.elapsed()).hasSeconds(9);
    }

    @Test
    void anAttemptIsWrittenDownBeforeItIsMadeAndSettledAfter() {
        List<String> log = new ArrayList<>();
        AttemptLog attempts =
                (request, most, now) -> {
                    log.add("begin " + most.tokens() + " at " + now.toSeconds());
                    return (used, then, answered) ->
                            log.add(
                                    (answered ? "answered " : "failed ")
                                            + used.tokens()
                                            + " at "
                                            + then.toSeconds());
                };
        LanguageModel provider =
                request -> {
                    log.add("sent");
                    time.sleep(Duration.ofSeconds(1));
                    return answerOrFail(request);
                };
        LanguageModel model =
                new BudgetedModel(provider, "model", spending(SpendingLimits.NONE), null, attempts);
        model.generate(Requests.any());
        model.generate(Requests.any());
        assertThatThrownBy(() -> model.generate(Requests.any()))
                .isInstanceOf(ModelException.Transient.class);
        assertThat(log)
                .containsExactly(
                        "begin 29 at 0",
                        "sent",
                        "answered 2 at 1",
                        "begin 29 at 1",
                        "sent",
                        "answered 2 at 2",
                        "begin 29 at 2",
                        "sent",
                        "failed 29 at 3");
    }

    @Test
    void whatCannotBeWrittenDownIsNotSent() {
        AttemptLog full =
                (request, most, now) -> {
                    throw new HoneException("the disk is full", null);
                };
        Spending spending = spending(limits(5L, 100L, null, null));
        LanguageModel model = new BudgetedModel(this::answer, "model", spending, null, full);
        assertThatThrownBy(() -> model.generate(Requests.any())).isInstanceOf(HoneException.class);
        assertThat(calls).hasValue(0);
        assertThat(spending.tokens()).isZero();
    }

    @Test
    void noCallStartsWhenTheTimeIsOver() {
        Spending spending = spending(limits(null, null, null, Duration.ofSeconds(10)));
        LanguageModel model = new BudgetedModel(this::answer, "model", spending, null);
        time.sleep(Duration.ofSeconds(9));
        model.generate(Requests.any());
        time.sleep(Duration.ofSeconds(1));
        assertThatThrownBy(() -> model.generate(Requests.any()))
                .isInstanceOfSatisfying(
                        ModelException.BudgetExhausted.class,
                        e -> assertThat(e.budget()).isEqualTo("time"))
                .hasMessage("The time budget of 10 s is over.");
    }

    @Test
    void onceABudgetHasRunOutNoSmallerCallSlipsThrough() {
        Spending spending = spending(limits(null, 100L, null, null));
        LanguageModel model = new BudgetedModel(this::answer, "model", spending, null);
        assertThatThrownBy(() -> model.generate(Requests.of("question", 1_000)))
                .isInstanceOf(ModelException.BudgetExhausted.class);
        assertThatThrownBy(() -> model.generate(Requests.any()))
                .isInstanceOf(ModelException.BudgetExhausted.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void aCallThatOnlyFitsBesideSmallerOnesWaitsForThem() throws Exception {
        Spending spending = spending(limits(null, 2 * MOST_OF_ANY - 1, null, null));
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        LanguageModel slow =
                new BudgetedModel(
                        request -> {
                            sent.countDown();
                            await(answer);
                            return Requests.answer(19, 0);
                        },
                        "model",
                        spending,
                        null);
        LanguageModel model = new BudgetedModel(this::answer, "model", spending, null);
        Thread first = Thread.ofVirtual().start(() -> slow.generate(Requests.any()));
        sent.await();
        Thread second = Thread.ofVirtual().start(() -> model.generate(Requests.any()));
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(calls).hasValue(0);
        answer.countDown();
        first.join();
        second.join();
        assertThat(calls).hasValue(1);
    }

    @Test
    void bothRolesSpendFromOneBudget() {
        Spending spending = spending(limits(2L, null, null, null));
        new BudgetedModel(this::answer, "task model", spending, null).generate(Requests.any());
        LanguageModel other = new BudgetedModel(this::answer, "optimizer", spending, null);
        other.generate(Requests.any());
        assertThatThrownBy(() -> other.generate(Requests.any()))
                .isInstanceOf(ModelException.BudgetExhausted.class);
    }

    @Test
    void whatIsUnknownIsCountedAsTheMostItCanBe() {
        Spending spending = spending(SpendingLimits.NONE);
        new BudgetedModel(request -> ModelResponse.of("ok"), "model", spending, null)
                .generate(Requests.any());
        assertThat(spending.tokens()).isEqualTo(MOST_OF_ANY);
        fail(spending, new ModelException.Transient("broke off", null));
        assertThat(spending.tokens()).isEqualTo(2 * MOST_OF_ANY);
    }

    @Test
    void whatAProviderRefusedCostsACallAndNoTokens() {
        Spending spending = spending(SpendingLimits.NONE);
        fail(spending, new ModelException.Transient("too many", null, true, null));
        fail(spending, new ModelException.Rejected("too long", null));
        fail(spending, new ModelException.Refused("key", null));
        assertThat(spending.tokens()).isZero();
        assertThat(spending.calls()).isEqualTo(3);
    }

    @Test
    void aBudgetInDollarsNeedsAPrice() {
        Spending spending = spending(limits(null, null, BigDecimal.ONE, null));
        assertThatThrownBy(() -> new BudgetedModel(this::answer, "openai:new", spending, null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("stop-after.usd (1)")
                .hasMessageContaining("openai:new");
    }

    @Test
    void aBudgetInTokensNeedsAnUpperBoundOfOutput() {
        Spending spending = spending(limits(null, 100L, null, null));
        LanguageModel model = new BudgetedModel(this::answer, "model", spending, null);
        assertThatThrownBy(() -> model.generate(Requests.withoutMaxTokens()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("max-tokens of model");
        LanguageModel free =
                new BudgetedModel(this::answer, "model", spending(SpendingLimits.NONE), null);
        assertThat(free.generate(Requests.withoutMaxTokens()).text()).isEqualTo("answer");
    }

    @Test
    void aCancelledRunSpendsNothing() {
        cancellation.cancel();
        Spending spending = spending(SpendingLimits.NONE);
        LanguageModel model = new BudgetedModel(this::answer, "model", spending, null);
        assertThatThrownBy(() -> model.generate(Requests.any()))
                .isInstanceOf(ModelException.Interrupted.class);
        assertThat(calls).hasValue(0);
        assertThat(spending.calls()).isZero();
    }

    private void fail(Spending spending, ModelException failure) {
        LanguageModel model =
                new BudgetedModel(
                        request -> {
                            throw failure;
                        },
                        "model",
                        spending,
                        null);
        assertThatThrownBy(() -> model.generate(Requests.any())).isSameAs(failure);
    }

    private ModelResponse answer(ModelRequest request) {
        calls.incrementAndGet();
        return Requests.answer(1, 1);
    }

    private ModelResponse answerOrFail(ModelRequest request) {
        if (calls.incrementAndGet() % 3 == 0) {
            throw new ModelException.Transient("every third fails", null);
        }
        return Requests.answer(1, 1);
    }

    private Spending spending(SpendingLimits limits) {
        return new Spending(limits, time, cancellation);
    }

    private static SpendingLimits limits(
            @Nullable Long calls,
            @Nullable Long tokens,
            @Nullable BigDecimal usd,
            @Nullable Duration duration) {
        return new SpendingLimits(calls, tokens, usd, duration);
    }

    private static void together(Runnable work) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                threads.execute(
                        () -> {
                            await(start);
                            work.run();
                        });
            }
            start.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
