package dev.hone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Dataset;
import dev.hone.testkit.Fault;
import dev.hone.testkit.FaultServer;
import dev.hone.testkit.InMemoryLedger;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Function;

class ContenderTest {

    private static final Dataset QUESTIONS = Questions.dataset(0, 20);

    @Test
    void bareClientAndEnginePostTheSame() throws Exception {
        assertThat(bodiesOf(url -> new BareClient(url, 4)))
                .hasSize(QUESTIONS.size())
                .containsExactlyInAnyOrderElementsOf(
                        bodiesOf(url -> Engine.over("engine", new InMemoryLedger(), url, 4)));
    }

    @Test
    void requestsWithoutAnAnswerAreCounted() throws Exception {
        try (FaultServer server =
                FaultServer.answering(messages -> "Yes")
                        .faults(Fault.status(500), Fault.status(500))
                        .start()) {
            Contender bare = new BareClient(server.baseUrl(), 4);
            Round round = Round.of(bare.prepare(QUESTIONS), QUESTIONS.size());

            assertThat(round.failed()).isEqualTo(2);
        }
    }

    private static List<String> bodiesOf(Function<String, Contender> contender)
            throws InterruptedException {
        try (FaultServer server = FaultServer.answering(messages -> "Yes").start()) {
            int failed = contender.apply(server.baseUrl()).prepare(QUESTIONS).run();
            assertThat(failed).isZero();
            return server.requests().stream().map(request -> request.body().toString()).toList();
        }
    }
}
