package dev.hone.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.models.Given;
import dev.hone.models.Models;
import dev.hone.models.StubServer;
import dev.hone.models.provider.ModelContext;
import dev.hone.testkit.FaultServer;
import dev.hone.testkit.LanguageModelContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// [OpenAiLanguageModel] over real HTTP.
class OpenAiLanguageModelTest extends LanguageModelContract {

    private FaultServer server =
            FaultServer.answeringEach((request, sample) -> "draw " + sample).start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected LanguageModel modelAnswering(List<Message> conversation, String answer) {
        server.close();
        server =
                FaultServer.answering(messages -> messages.equals(conversation) ? answer : "?")
                        .key(Given.KEY)
                        .start();
        return Given.openAi(server);
    }

    @Test
    void everySettingReachesTheServerUnderItsName() {
        ModelSettings settings = new ModelSettings("any", 0.7, 9, 0.9, List.of("END", "Q:"), true);
        List<Message> conversation = List.of(Message.system("Be brief."), Message.user("Hi"));

        Given.openAi(server).generate(new ModelRequest(settings, conversation, 3, 42L));

        JsonNode sent = server.requests().getFirst().body();
        assertThat(sent.path("model").asText()).isEqualTo("tiny");
        assertThat(sent.path("temperature").asDouble()).isEqualTo(0.7);
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(9);
        assertThat(sent.path("top_p").asDouble()).isEqualTo(0.9);
        assertThat(sent.path("stop")).extracting(JsonNode::asText).containsExactly("END", "Q:");
        assertThat(sent.path("logprobs").asBoolean()).isTrue();
        assertThat(sent.path("n").asInt()).isEqualTo(3);
        assertThat(sent.path("seed").asLong()).isEqualTo(42);
        assertThat(server.requests().getFirst().messages()).isEqualTo(conversation);
    }

    @Test
    void whatIsLeftToTheProviderIsNotSent() {
        ModelSettings settings = new ModelSettings("any", null, null, null, List.of(), false);

        Given.openAi(server).generate(ModelRequest.of(settings, List.of(Message.user("Hi"))));

        assertThat(server.requests().getFirst().body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model", "messages");
    }

    @Test
    void severalCompletionsAreOneRequest() {
        ModelResponse response = Given.openAi(server).generate(Given.samples(8, 1));

        assertThat(server.requestCount()).isEqualTo(1);
        assertThat(texts(response))
                .isEqualTo(IntStream.range(0, 8).mapToObj(i -> "draw " + i).toList());
        assertThat(response.usage()).isEqualTo(new TokenUsage(2, 16));
    }

    @Test
    void logProbabilitiesComeWithTheirTokens() {
        ModelSettings settings = new ModelSettings("any", null, null, null, List.of(), true);
        ModelRequest request = new ModelRequest(settings, List.of(Message.user("Hi")), 2, null);

        List<Completion> completions = Given.openAi(server).generate(request).completions();

        assertThat(completions.get(1).logProbabilities())
                .containsExactly(
                        new Completion.TokenLogProbability("draw", -0.5),
                        new Completion.TokenLogProbability(" 1", -0.25));
    }

    @Test
    void choicesAreSortedByTheirIndexAndSurplusOnesAreDropped() {
        String body =
                """
                {"choices": [
                  {"index": 2, "message": {"content": "c"}, "finish_reason": "stop"},
                  {"index": 0, "message": {"content": null}, "finish_reason": "tool_calls"},
                  {"index": 1, "message": {"content": [{"type": "text", "text": "b"}]}}
                ]}\
                """;
        try (StubServer stub = StubServer.answering(body)) {
            ModelContext context = Given.environment(Map.of("OPENAI_BASE_URL", stub.url()));
            LanguageModel model = Models.standard().connect("openai:x", context).model();

            ModelResponse response = model.generate(Given.samples(2, 1));

            assertThat(texts(response)).containsExactly("", "b");
            assertThat(response.usage()).isEqualTo(TokenUsage.UNKNOWN);
        }
    }

    @Test
    void withoutAKeyNoneIsSent() {
        ModelContext context = Given.environment(Map.of("OPENAI_BASE_URL", server.baseUrl()));

        Models.standard().connect("openai:x", context).model().generate(Given.question("Hi"));

        assertThat(server.requests().getFirst().headers()).doesNotContainKey("authorization");
    }

    private static List<String> texts(ModelResponse response) {
        return response.completions().stream().map(Completion::text).toList();
    }
}
