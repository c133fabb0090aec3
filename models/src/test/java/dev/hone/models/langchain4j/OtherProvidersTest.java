package dev.hone.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.limit.SamplingModel;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.models.Given;
import dev.hone.models.Models;
import dev.hone.models.StubServer;
import dev.hone.models.provider.ConnectedModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Anthropic, Gemini and Ollama, against canned answers in their protocols.
class OtherProvidersTest {

    private static final String KEY = "secret-key-of-someone";
    private static final ModelRequest REQUEST =
            new ModelRequest(
                    new ModelSettings("any", 0.25, 12, null, List.of("END"), false),
                    List.of(Message.system("Be brief."), Message.user("Hi")),
                    1,
                    7L);

    @Test
    void anthropicAnswers() {
        try (StubServer stub =
                StubServer.answering(
                        """
                        {"id": "1", "type": "message", "role": "assistant", "model": "c",
                         "content": [{"type": "text", "text": "Hello."}],
                         "stop_reason": "max_tokens",
                         "usage": {"input_tokens": 11, "output_tokens": 3}}\
                        """)) {
            ModelResponse response = model("anthropic:c", stub).generate(REQUEST);

            assertThat(response.text()).isEqualTo("Hello.");
            assertThat(response.completions().getFirst().finishReason())
                    .isEqualTo(FinishReason.LENGTH);
            assertThat(response.usage()).isEqualTo(new TokenUsage(11, 3));
            assertThat(stub.paths).containsExactly("/v1/messages");
            JsonNode sent = stub.bodies.getFirst();
            assertThat(sent.path("model").asText()).isEqualTo("c");
            assertThat(sent.path("max_tokens").asInt()).isEqualTo(12);
            assertThat(sent.path("temperature").asDouble()).isEqualTo(0.25);
            assertThat(sent.path("stop_sequences").path(0).asText()).isEqualTo("END");
        }
    }

    @Test
    void geminiAnswersWithTheSeedAsked() {
        try (StubServer stub =
                StubServer.answering(
                        """
                        {"candidates": [{"content": {"role": "model", "parts": [{"text": "Hello."}]},
                          "finishReason": "STOP"}],
                         "usageMetadata": {"promptTokenCount": 5, "candidatesTokenCount": 2,
                          "totalTokenCount": 7}}\
                        """)) {
            ModelResponse response = model("gemini:g", stub).generate(REQUEST);

            assertThat(response.text()).isEqualTo("Hello.");
            assertThat(response.usage()).isEqualTo(new TokenUsage(5, 2));
            assertThat(stub.paths.getFirst()).startsWith("/models/g:generateContent");
            assertThat(stub.bodies.getFirst().at("/generationConfig/seed").asInt()).isEqualTo(7);
        }
    }

    @Test
    void aPromptThatGeminiBlocksIsRejected() {
        try (StubServer stub =
                StubServer.answering("{\"promptFeedback\": {\"blockReason\": \"SAFETY\"}}")) {
            assertThat(failureOf("gemini:g", stub)).isInstanceOf(ModelException.Rejected.class);
        }
    }

    @Test
    void aBadGeminiKeyIsRefusedAlthoughItsStatusIs400() {
        String body =
                "{\"error\": {\"code\": 400, \"message\": \"API key not valid.\","
                        + " \"details\": [{\"reason\": \"API_KEY_INVALID\"}]}}";
        try (StubServer stub = new StubServer(400, Map.of(), body)) {
            assertThat(failureOf("gemini:g", stub))
                    .isInstanceOf(ModelException.Refused.class)
                    .hasMessageContaining("GEMINI_API_KEY");
        }
    }

    @Test
    void ollamaAnswersEveryCompletionWithASeedOfItsOwn() {
        try (StubServer stub =
                StubServer.answering(
                        """
                        {"model": "m", "message": {"role": "assistant", "content": "Hello."},
                         "done": true, "done_reason": "stop",
                         "prompt_eval_count": 4, "eval_count": 2}\
                        """)) {
            ConnectedModel ollama = connect("ollama:qwen3:8b", stub);
            ModelResponse response =
                    new SamplingModel(ollama.model(), ollama.severalAtOnce())
                            .generate(Given.samples(2, 40));

            assertThat(response.completions()).hasSize(2);
            assertThat(response.usage()).isEqualTo(new TokenUsage(8, 4));
            assertThat(stub.paths).containsExactly("/api/chat", "/api/chat");
            assertThat(stub.bodies)
                    .extracting(b -> b.at("/options/seed").asInt())
                    .containsExactlyInAnyOrder(40, 41);
            assertThat(stub.bodies).extracting(b -> b.path("model").asText()).contains("qwen3:8b");
        }
    }

    @Test
    void aSeedBeyond31BitsIsCutToThem() {
        try (StubServer stub = new StubServer(500, Map.of(), "{}")) {
            ModelRequest request = Given.samples(1, 1L + Integer.MAX_VALUE + 5);

            assertThatThrownBy(() -> model("ollama:m", stub).generate(request))
                    .isInstanceOf(ModelException.class);
            assertThat(stub.bodies.getFirst().at("/options/seed").asLong()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic:x", "gemini:x", "ollama:x"})
    void severalCompletionsAreNeverHiddenRequests(String spec) {
        try (StubServer stub = StubServer.answering("{}")) {
            assertThat(connect(spec, stub).severalAtOnce().getAsBoolean()).isFalse();
            assertThatThrownBy(() -> model(spec, stub).generate(Given.samples(2, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(stub.paths).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic:x", "gemini:x", "ollama:x"})
    void rateLimitsAreTransientWithTheirWaitingTime(String spec) {
        try (StubServer stub =
                new StubServer(429, Map.of("Retry-After", "3"), "{\"error\":\"slow down\"}")) {
            ModelException failure = failureOf(spec, stub);

            assertThat(failure).isInstanceOf(ModelException.Transient.class);
            ModelException.Transient busy = (ModelException.Transient) failure;
            assertThat(busy.isRateLimited()).isTrue();
            assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(3));
            assertThat(stub.paths).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic:x", "gemini:x", "ollama:x"})
    void refusedKeysAreRefusedAndHidden(String spec) {
        try (StubServer stub =
                new StubServer(
                        401, Map.of(), "{\"error\":{\"message\":\"bad key " + KEY + "\"}}")) {
            ModelException failure = failureOf(spec, stub);

            assertThat(failure).isInstanceOf(ModelException.Refused.class);
            if (!spec.startsWith("ollama")) {
                assertThat(failure).hasMessageNotContaining(KEY);
            }
        }
    }

    private static ModelException failureOf(String spec, StubServer stub) {
        return catchThrowableOfType(
                ModelException.class, () -> model(spec, stub).generate(REQUEST));
    }

    private static LanguageModel model(String spec, StubServer stub) {
        return connect(spec, stub).model();
    }

    private static ConnectedModel connect(String spec, StubServer stub) {
        Map<String, String> variables =
                Map.of(
                        "ANTHROPIC_BASE_URL", stub.url(),
                        "ANTHROPIC_API_KEY", KEY,
                        "GEMINI_BASE_URL", stub.url(),
                        "GEMINI_API_KEY", KEY,
                        "OLLAMA_HOST", stub.url());
        return Models.standard().connect(spec, Given.environment(variables));
    }
}
