package dev.hone.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.limit.SamplingModel;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;
import dev.hone.models.Given;
import dev.hone.models.Models;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.testkit.Fault;
import dev.hone.testkit.FaultServer;
import dev.hone.testkit.ReceivedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests for several completions, over servers that give them and servers that do not: every
/// request that reaches the server passes what stands where the budget stands.
class SeveralCompletionsTest {

    private final AtomicInteger counted = new AtomicInteger();
    private FaultServer server = FaultServer.answering(messages -> "").start();

    @AfterEach
    void everyRequestWasCountedWhereABudgetStands() {
        assertThat(counted.get()).isEqualTo(server.requestCount());
        server.close();
    }

    @Test
    void aServerThatGivesThemIsAskedOnce() {
        LanguageModel model = connectedTo();

        assertThat(texts(model.generate(Given.samples(8, 100)))).hasSize(8);
        assertThat(samplesAsked()).containsExactly(8);
    }

    @Test
    void aServerThatIgnoresTheirNumberLosesOneAndIsThenAskedOneByOne() {
        LanguageModel model = connectedTo(Fault.Plain.IGNORES_N);

        ModelResponse first = model.generate(Given.samples(3, 100));

        assertThat(texts(first)).containsExactly("seed 100", "seed 101", "seed 102");
        assertThat(first.usage()).isEqualTo(new TokenUsage(6, 6));
        assertThat(samplesAsked()).containsExactly(3, 1, 1, 1);

        assertThat(texts(model.generate(Given.samples(3, 200)))).hasSize(3);
        assertThat(samplesAsked()).containsExactly(3, 1, 1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void aServerThatRejectsThemIsAskedOneByOne(int status) {
        LanguageModel model = connectedTo(Fault.status(status));

        assertThat(texts(model.generate(Given.samples(3, 100)))).hasSize(3);
        assertThat(texts(model.generate(Given.samples(3, 200)))).hasSize(3);
        assertThat(samplesAsked()).containsExactly(3, 1, 1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsupported_value", "unsupported_parameter"})
    void aModelThatDoesNotSupportThemIsAskedOneByOne(String code) {
        LanguageModel model = connectedTo(unsupported(code, "n"));

        assertThat(texts(model.generate(Given.samples(3, 100)))).hasSize(3);
        assertThat(samplesAsked()).containsExactly(3, 1, 1, 1);
    }

    @Test
    void anOtherSettingThatIsNotSupportedIsRefusedAtOnce() {
        LanguageModel model = connectedTo(unsupported("unsupported_value", "temperature"));

        assertThatThrownBy(() -> model.generate(Given.samples(3, 100)))
                .isInstanceOf(ModelException.Refused.class);
        assertThat(server.requestCount()).isEqualTo(1);
    }

    @Test
    void aServerThatGaveThemOnceRejectsALaterRequestForAnotherReason() {
        LanguageModel model = connectedTo(Fault.NONE, Fault.status(400));
        model.generate(Given.samples(3, 100));

        assertThatThrownBy(() -> model.generate(Given.samples(3, 200)))
                .isInstanceOf(ModelException.Rejected.class);
        assertThat(texts(model.generate(Given.samples(3, 300)))).hasSize(3);
        assertThat(samplesAsked()).containsExactly(3, 3, 3);
    }

    @Test
    void anOverloadedServerIsNotTakenForOneThatGivesOne() {
        LanguageModel model = connectedTo(Fault.status(503));

        assertThatThrownBy(() -> model.generate(Given.samples(3, 100)))
                .isInstanceOf(ModelException.Transient.class);
        assertThat(texts(model.generate(Given.samples(3, 100)))).hasSize(3);
        assertThat(samplesAsked()).containsExactly(3, 3);
    }

    @Test
    void aRequestAtFaultFailsSinglyToo() {
        Fault fault = Fault.status(400);
        LanguageModel model = connectedTo(fault, fault, fault);

        assertThatThrownBy(() -> model.generate(Given.samples(2, 100)))
                .isInstanceOf(ModelException.Rejected.class);
        assertThat(samplesAsked()).containsExactly(2, 1, 1);
    }

    @Test
    void whoGivesOneIsNotSentARequestForSeveralAgain() {
        try (FaultServer ignorant = server(Fault.Plain.IGNORES_N)) {
            LanguageModel bare = connect(ignorant).model();

            assertThatThrownBy(() -> bare.generate(Given.samples(3, 1)))
                    .isInstanceOf(ModelException.Rejected.class)
                    .hasMessageContainingAll("1 of 3", "one by one");
            assertThatThrownBy(() -> bare.generate(Given.samples(3, 1)))
                    .isInstanceOf(ModelException.Rejected.class)
                    .hasMessageContaining("one by one");
            assertThat(ignorant.requestCount()).isEqualTo(1);
        }
    }

    private LanguageModel connectedTo(Fault... faults) {
        server.close();
        server = server(faults);
        ConnectedModel connected = connect(server);
        return new SamplingModel(counted(connected.model()), connected.severalAtOnce());
    }

    private static FaultServer server(Fault... faults) {
        return FaultServer.answeringEach((request, sample) -> "seed " + request.seed())
                .faults(faults)
                .start();
    }

    private static ConnectedModel connect(FaultServer server) {
        return Models.standard()
                .connect("openai:tiny", Given.environment(server, Duration.ofSeconds(20)));
    }

    private LanguageModel counted(LanguageModel model) {
        return request -> {
            counted.incrementAndGet();
            return model.generate(request);
        };
    }

    private List<Integer> samplesAsked() {
        return server.requests().stream().map(ReceivedRequest::samples).toList();
    }

    private static Fault unsupported(String code, String parameter) {
        String body =
                "{\"error\":{\"message\":\"Not supported.\",\"code\":\"%s\",\"param\":\"%s\"}}"
                        .formatted(code, parameter);
        return new Fault.Status(400, Map.of(), body);
    }

    private static List<String> texts(ModelResponse response) {
        return response.completions().stream().map(Completion::text).toList();
    }
}
