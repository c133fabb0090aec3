package dev.hone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.HoneException;
import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Completion.TokenLogProbability;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

class AnswerJsonTest {

    @Property
    void everyRequestComesBackEqual(@ForAll("requests") ModelRequest request) {
        ModelRequest back = AnswerJson.readRequest(AnswerJson.writeRequest(request));
        assertThat(back).isEqualTo(request);
        assertThat(back.digest()).isEqualTo(request.digest());
    }

    @Property
    void everyAnswerComesBackEqual(@ForAll("responses") ModelResponse response) {
        assertThat(AnswerJson.readResponse(AnswerJson.writeResponse(response)))
                .isEqualTo(response)
                .extracting(ModelResponse::latency)
                .isEqualTo(response.latency());
    }

    @Provide
    Arbitrary<ModelRequest> requests() {
        return Recordings.requests();
    }

    @Provide
    Arbitrary<ModelResponse> responses() {
        return Recordings.responses();
    }

    // What is in ledgers today must be readable for ever.
    @Test
    void theFormatIsFixed() {
        ModelRequest request =
                ModelRequest.of(
                        ModelSettings.of("m", 0.5, 9).withTemperature(0),
                        List.of(Message.user("é\uD800")));
        assertThat(text(AnswerJson.writeRequest(request)))
                .isEqualTo(
                        """
                        {"v":1,"model":"m","temperature":0.0,"maxTokens":9,"stop":[],\
                        "logProbabilities":false,"samples":1,\
                        "messages":[{"role":"user","text":"é\\uD800"}]}\
                        """);
        ModelResponse response =
                new ModelResponse(
                        List.of(
                                new Completion(
                                        "a",
                                        FinishReason.CONTENT_FILTER,
                                        List.of(new TokenLogProbability("a", -0.25)))),
                        new TokenUsage(3, -1));
        assertThat(text(AnswerJson.writeResponse(response)))
                .isEqualTo(
                        """
                        {"v":1,"completions":[{"text":"a","finish":"content-filter",\
                        "logProbabilities":[["a",-0.25]]}],"inputTokens":3,"outputTokens":-1}\
                        """);
        assertThat(text(AnswerJson.writeResponse(response.withLatency(Duration.ofMillis(812)))))
                .endsWith("\"inputTokens\":3,\"outputTokens\":-1,\"millis\":812}");
    }

    @Test
    void anAnswerFromBeforeLatenciesWereKeptHasNone() {
        ModelResponse response =
                AnswerJson.readResponse(
                        bytes(
                                "{\"v\":1,\"completions\":[{\"text\":\"a\",\"finish\":\"stop\"}],"
                                        + "\"inputTokens\":3,\"outputTokens\":1}"));
        assertThat(response.text()).isEqualTo("a");
        assertThat(response.latency()).isNull();
    }

    @Test
    void aNumberThatIsNoneIsNotRecorded() {
        Completion completion =
                new Completion(
                        "a", FinishReason.STOP, List.of(new TokenLogProbability("a", Double.NaN)));
        ModelResponse response = new ModelResponse(List.of(completion), TokenUsage.ZERO);
        assertThatThrownBy(() -> AnswerJson.writeResponse(response))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void aFormatOfTheFutureAsksForAnUpdate() {
        assertThatThrownBy(() -> AnswerJson.readResponse(bytes("{\"v\":2}")))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("Update Hone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "7",
                "null",
                "{}",
                "{\"v\":\"1\"}",
                "{\"v\":1}",
                "{\"v\":1,\"completions\":{}}",
                "{\"v\":1,\"completions\":[7],\"inputTokens\":1,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1e99,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[{\"text\":\"a\",\"finish\":\"tired\"}]}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1,\"millis\":-1}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1,\"millis\":\"1\"}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1,\"millis\":null}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1,\"millis\":1e99}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1,"
                        + "\"millis\":9223372036854775807}"
            })
    void textThatIsNoAnswerIsAHoneException(String text) {
        assertThatThrownBy(() -> AnswerJson.readResponse(bytes(text)))
                .isInstanceOf(HoneException.class)
                .hasMessageStartingWith("The ledger holds an answer");
    }

    @Test
    void aRequestThatCannotBeIsAHoneException() {
        String text =
                """
                {"v":1,"model":"m","stop":[],"logProbabilities":false,"samples":0,"messages":[]}\
                """;
        assertThatThrownBy(() -> AnswerJson.readRequest(bytes(text)))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("messages must not be empty");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
