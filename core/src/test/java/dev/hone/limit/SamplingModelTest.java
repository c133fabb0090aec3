package dev.hone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

class SamplingModelTest {

    private static final ModelSettings SETTINGS = ModelSettings.of("test", 1, 10);

    private final AtomicBoolean severalAtOnce = new AtomicBoolean(true);

    @Test
    void aProviderThatGivesSeveralIsAskedOnce() {
        Provider provider = new Provider(8);

        ModelResponse response = over(provider).generate(request(8, 5L));

        assertThat(texts(response)).hasSize(8).first().isEqualTo("seed 5");
        assertThat(provider.asked).containsExactly(request(8, 5L));
    }

    @Test
    void aSingleCompletionPassesAsItIs() {
        severalAtOnce.set(false);
        Provider provider = new Provider(1);

        over(provider).generate(request(1, null));

        assertThat(provider.asked).containsExactly(request(1, null));
    }

    @Test
    void aProviderThatGivesOneIsAskedOneByOneWithASeedForEach() {
        severalAtOnce.set(false);
        Provider provider = new Provider(1);

        ModelResponse response = over(provider).generate(request(3, 40L));

        assertThat(texts(response)).containsExactly("seed 40", "seed 41", "seed 42");
        assertThat(response.usage()).isEqualTo(new TokenUsage(30, 6));
        assertThat(provider.asked)
                .containsExactlyInAnyOrder(request(1, 40L), request(1, 41L), request(1, 42L));
    }

    @Test
    void withoutASeedTheyAreDifferentDrawsAllTheSame() {
        severalAtOnce.set(false);

        ModelResponse response = over(new Provider(1)).generate(request(2, null));

        assertThat(texts(response)).containsExactly("seed 0", "seed 1");
    }

    @Test
    void aProviderThatTurnsOutToGiveOneLosesOneRequestOnlyTheFirstTime() {
        Provider provider = new Provider(1);
        Counter counter = new Counter(provider);
        LanguageModel model = new SamplingModel(counter, severalAtOnce::get);

        assertThat(texts(model.generate(request(4, 1L)))).hasSize(4);
        assertThat(counter.calls).isEqualTo(1 + 4);
        assertThat(texts(model.generate(request(4, 9L)))).hasSize(4);
        assertThat(counter.calls).isEqualTo(1 + 4 + 4);
        assertThat(provider.asked).hasSize(counter.calls);
    }

    @Test
    void everySingleRequestIsReservedInTheBudget() {
        severalAtOnce.set(false);
        Provider provider = new Provider(1);
        Counter counter = new Counter(provider);
        counter.budget = 3;
        LanguageModel model = new SamplingModel(counter, severalAtOnce::get);

        assertThatThrownBy(() -> model.generate(request(5, 1L)))
                .isInstanceOf(ModelException.BudgetExhausted.class);
        assertThat(provider.asked).hasSize(3);
    }

    @Test
    void aRequestAtFaultIsRejectedOnce() {
        Provider provider = new Provider(8);
        provider.failures.put(7L, new ModelException.Rejected("too long", null));

        assertThatThrownBy(() -> over(provider).generate(request(8, 7L))).hasMessage("too long");
        assertThat(provider.asked).hasSize(1);
    }

    @Test
    void anOtherFailureOfTheCommonRequestIsNotAskedAgainSingly() {
        LanguageModel model =
                request -> {
                    severalAtOnce.set(false);
                    throw new ModelException.Transient("overloaded", null);
                };

        assertThatThrownBy(() -> over(model).generate(request(2, 1L))).hasMessage("overloaded");
    }

    @Test
    void theFirstFailureInOrderIsThrownAfterAllOthersAreAnswered() {
        severalAtOnce.set(false);
        Provider provider = new Provider(1);
        ModelException second = new ModelException.Transient("second", null);
        provider.failures.put(11L, second);
        provider.failures.put(13L, new ModelException.Refused("fourth", null));

        assertThatThrownBy(() -> over(provider).generate(request(4, 10L))).isSameAs(second);
        assertThat(provider.asked).hasSize(4);
    }

    @Test
    void singleRequestsAreInFlightTogether() {
        severalAtOnce.set(false);
        CyclicBarrier together = new CyclicBarrier(16);
        LanguageModel model =
                request -> {
                    await(together);
                    return ModelResponse.of("yes");
                };

        ModelResponse response = over(model).generate(request(16, 1L));

        assertThat(texts(response)).hasSize(16);
        assertThat(response.usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @Test
    void anInterruptReachesTheSingleRequests() throws Exception {
        severalAtOnce.set(false);
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(2);
        LanguageModel model =
                request -> {
                    arrived.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return ModelResponse.of("late");
                };
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean kept = new AtomicBoolean();
        Thread caller =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                over(model).generate(request(2, 1L));
                            } catch (ModelException e) {
                                thrown.set(e);
                                kept.set(Thread.currentThread().isInterrupted());
                            }
                        });
        arrived.await();
        caller.interrupt();
        caller.join();

        assertThat(interrupted.getCount()).isZero();
        assertThat(thrown.get()).isInstanceOf(ModelException.Interrupted.class);
        assertThat(kept).isTrue();
    }

    private LanguageModel over(LanguageModel model) {
        return new SamplingModel(model, severalAtOnce::get);
    }

    private static ModelRequest request(int samples, @Nullable Long seed) {
        return new ModelRequest(SETTINGS, List.of(Message.user("Say a word.")), samples, seed);
    }

    private static List<String> texts(ModelResponse response) {
        return response.completions().stream().map(Completion::text).toList();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Gives at most so many completions to a request; asked for more, it says so and from then on
    /// is known for it.
    private final class Provider implements LanguageModel {

        private final int most;
        private final List<ModelRequest> asked = Collections.synchronizedList(new ArrayList<>());
        private final Map<Long, ModelException> failures = new HashMap<>();

        Provider(int most) {
            this.most = most;
        }

        @Override
        public ModelResponse generate(ModelRequest request) {
            asked.add(request);
            if (request.samples() > most) {
                severalAtOnce.set(false);
                throw new ModelException.Rejected("One at a time.", null);
            }
            ModelException failure = failures.get(request.seed());
            if (failure != null) {
                throw failure;
            }
            Completion completion = Completion.of("seed " + request.seed());
            return new ModelResponse(
                    Collections.nCopies(request.samples(), completion), new TokenUsage(10, 2));
        }
    }

    /// A budget in calls, as `BudgetedModel` keeps it.
    private static final class Counter implements LanguageModel {

        private final LanguageModel model;
        private int budget = Integer.MAX_VALUE;
        private int calls;

        Counter(LanguageModel model) {
            this.model = model;
        }

        @Override
        public ModelResponse generate(ModelRequest request) {
            synchronized (this) {
                if (calls == budget) {
                    throw new ModelException.BudgetExhausted("calls", "The calls are spent.");
                }
                calls++;
            }
            return model.generate(request);
        }
    }
}
