package dev.hone.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.models.Given;
import dev.hone.models.Models;
import dev.hone.models.provider.ModelContext;
import dev.hone.testkit.Fault;
import dev.hone.testkit.FaultServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

class OpenAiFailuresTest {

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 529})
    void overloadAndBreakdownAreTransient(int status) {
        ModelException.Transient failure = transientOf(Fault.status(status));

        assertThat(failure).hasMessageContaining("answered " + status);
        assertThat(failure.isRateLimited()).isEqualTo(status == 429);
        assertThat(failure.retryAfter()).isNull();
    }

    @Test
    void theWaitingTimeTheServerAsksForIsPassedOn() {
        assertThat(transientOf(Fault.tooManyRequests("7")).retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theWaitingTimeOfAnOverloadedServerIsPassedOn() {
        Fault fault = new Fault.Status(503, Map.of("retry-after-ms", "250"), "{}");

        assertThat(transientOf(fault).retryAfter()).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Plain.class,
            mode = Mode.EXCLUDE,
            names = {"NONE", "IGNORES_N"})
    void garbledAnswersAreTransient(Fault.Plain fault) {
        assertThat(transientOf(fault).retryAfter()).isNull();
    }

    @Test
    void anAnswerThatTakesTooLongIsTransientEvenWhenItHasBegun() {
        try (FaultServer server =
                FaultServer.answering(messages -> "yes")
                        .faults(new Fault.SlowBytes(Duration.ofMillis(100)))
                        .start()) {
            ModelContext context = Given.environment(server, Duration.ofMillis(300));
            LanguageModel model = Models.standard().connect("openai:tiny", context).model();

            assertThatThrownBy(() -> model.generate(Given.question("Hi")))
                    .isInstanceOf(ModelException.Transient.class)
                    .hasMessageContaining("within 300 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 404, 301})
    void refusedKeysModelsAndAddressesAreRefused(int status) {
        assertThat(failureOf(Fault.status(status))).isInstanceOf(ModelException.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insufficient_quota", "model_not_found", "unsupported_parameter"})
    void whatFailsForeverIsRefusedWhateverItsStatus(String code) {
        Fault fault = new Fault.Status(429, Map.of(), Fault.error(code, "No."));

        assertThat(failureOf(fault)).isInstanceOf(ModelException.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"context_length_exceeded", "content_filter"})
    void requestsAtFaultAreRejected(String code) {
        Fault fault = new Fault.Status(400, Map.of(), Fault.error(code, "This model's maximum"));

        assertThat(failureOf(fault))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("This model's maximum");
    }

    @Test
    void anAnswerWithheldAsAWholeIsRejected() {
        String body =
                "{\"choices\":[{\"message\":{\"content\":\"\"},"
                        + "\"finish_reason\":\"content_filter\"}]}";

        assertThat(failureOf(new Fault.Status(200, Map.of(), body)))
                .isInstanceOf(ModelException.Rejected.class);
    }

    @Test
    void anErrorInsideAnAnswerCountsAsItsStatus() {
        String body = "{\"error\":{\"code\":429,\"message\":\"busy\"}}";

        assertThat(transientOf(new Fault.Status(200, Map.of(), body)).isRateLimited()).isTrue();
    }

    @Test
    void aServerNobodyListensForIsTransientAndNamed() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port + "/v1";
        ModelContext context = Given.environment(Map.of("OPENAI_BASE_URL", url));
        LanguageModel model = Models.standard().connect("openai:tiny", context).model();

        assertThatThrownBy(() -> model.generate(Given.question("Hi")))
                .isInstanceOf(ModelException.Transient.class)
                .hasMessageContainingAll("Nobody listens", url, "OPENAI_BASE_URL");
    }

    @Test
    void aRefusedKeyIsNeverRepeated() {
        try (FaultServer server = FaultServer.answering(m -> "").key("another").start()) {
            ModelException.Refused refused =
                    catchThrowableOfType(
                            ModelException.Refused.class,
                            () -> Given.openAi(server).generate(Given.question("Hi")));

            StringWriter trace = new StringWriter();
            refused.printStackTrace(new PrintWriter(trace, true));
            assertThat(trace.toString())
                    .contains("OPENAI_API_KEY", "401")
                    .doesNotContain(Given.KEY);
        }
    }

    @Test
    void anInterruptedCallSaysSoAndKeepsTheInterrupt() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
        try (FaultServer server =
                FaultServer.answering(
                                messages -> {
                                    arrived.countDown();
                                    return "late";
                                })
                        .faults(new Fault.SlowBytes(Duration.ofSeconds(1)))
                        .start()) {
            Thread caller =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    Given.openAi(server).generate(Given.question("Hi"));
                                } catch (ModelException e) {
                                    thrown.set(e);
                                    interrupted.set(Thread.currentThread().isInterrupted());
                                }
                            });
            arrived.await();
            caller.interrupt();
            caller.join();
        }

        assertThat(thrown.get()).isInstanceOf(ModelException.Interrupted.class);
        assertThat(interrupted.get()).isTrue();
    }

    private static ModelException.Transient transientOf(Fault fault) {
        ModelException failure = failureOf(fault);
        assertThat(failure).isInstanceOf(ModelException.Transient.class);
        return (ModelException.Transient) failure;
    }

    private static ModelException failureOf(Fault fault) {
        try (FaultServer server = FaultServer.answering(messages -> "yes").faults(fault).start()) {
            return catchThrowableOfType(
                    ModelException.class,
                    () -> Given.openAi(server).generate(Given.question("Hi")));
        }
    }
}
