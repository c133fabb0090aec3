package dev.hone.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ledger.ModelStack;
import dev.hone.ledger.UsageMeter;
import dev.hone.limit.Cancellation;
import dev.hone.limit.Limits;
import dev.hone.limit.Spending;
import dev.hone.limit.SpendingLimits;
import dev.hone.model.LanguageModel;
import dev.hone.models.Given;
import dev.hone.run.RunId;
import dev.hone.testkit.FaultServer;
import dev.hone.testkit.InMemoryLedger;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;

class EqualRequestsTest {

    private static final int CALLERS = 32;

    @Test
    void thirtyTwoEqualRequestsAtOnceAreOneCallOverHttp() throws Exception {
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        CyclicBarrier together = new CyclicBarrier(CALLERS);
        try (FaultServer server =
                FaultServer.answering(messages -> "Hello")
                        .latency(Duration.ofMillis(100))
                        .start()) {
            LanguageModel model = stackOver(Given.openAi(server));
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(
                        Thread.startVirtualThread(
                                () -> {
                                    await(together);
                                    answers.add(model.generate(Given.question("Hi")).text());
                                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(server.requestCount()).isEqualTo(1);
        }
        assertThat(answers).hasSize(CALLERS).containsOnly("Hello");
    }

    private static LanguageModel stackOver(LanguageModel provider) {
        RunId run = new RunId("run");
        Cancellation cancellation = new Cancellation();
        Spending spending = new Spending(SpendingLimits.NONE, System::nanoTime, cancellation);
        return new ModelStack(
                        new InMemoryLedger(), run, spending, new SplittableRandom(1), cancellation)
                .over(provider, "tiny", Limits.DEFAULTS, new UsageMeter(run, null));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
