package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.model.Message;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

class FaultServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUESTION =
            "{\"model\":\"m\",\"n\":2,\"seed\":5,\"max_tokens\":2,\"logprobs\":true,"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"two words\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyChoiceCarriesItsOwnAnswerTokensAndReason() throws Exception {
        try (FaultServer server =
                FaultServer.answeringEach((request, sample) -> "one two three " + sample).start()) {
            JsonNode reply = JSON.readTree(post(server, QUESTION).body());

            assertThat(reply.at("/choices/1/message/content").asText()).isEqualTo("one two");
            assertThat(reply.at("/choices/1/finish_reason").asText()).isEqualTo("length");
            assertThat(reply.at("/choices/1/logprobs/content")).hasSize(2);
            assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
            assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(4);
        }
    }

    @Test
    void requestsAreRemembered() throws Exception {
        try (FaultServer server = FaultServer.answering(messages -> "yes").start()) {
            post(server, QUESTION);

            ReceivedRequest received = server.requests().getFirst();
            assertThat(received.messages()).containsExactly(Message.user("two words"));
            assertThat(received.seed()).isEqualTo(5);
            assertThat(received.samples()).isEqualTo(2);
            assertThat(server.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void scriptedFaultsComeFirstAndInOrder() throws Exception {
        try (FaultServer server =
                FaultServer.answering(messages -> "yes")
                        .faults(Fault.tooManyRequests("7"), Fault.NONE, Fault.status(503))
                        .start()) {
            HttpResponse<String> first = post(server, QUESTION);

            assertThat(first.statusCode()).isEqualTo(429);
            assertThat(first.headers().firstValue("retry-after")).hasValue("7");
            assertThat(post(server, QUESTION).statusCode()).isEqualTo(200);
            assertThat(post(server, QUESTION).statusCode()).isEqualTo(503);
            assertThat(post(server, QUESTION).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theSameSeedGivesTheSameFaults() throws Exception {
        assertThat(statuses(3)).isEqualTo(statuses(3)).isNotEqualTo(statuses(4)).contains(200);
    }

    @Test
    void aBrokenConnectionEndsInTheMiddleOfTheAnswer() {
        try (FaultServer server =
                FaultServer.answering(messages -> "yes")
                        .faults(Fault.Plain.BROKEN_CONNECTION)
                        .start()) {
            assertThatThrownBy(() -> post(server, QUESTION)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void modelsAreListed() throws Exception {
        try (FaultServer server = FaultServer.answering(messages -> "").model("tiny").start()) {
            HttpRequest list =
                    HttpRequest.newBuilder(URI.create(server.baseUrl() + "/models")).build();

            assertThat(client.send(list, BodyHandlers.ofString()).body()).contains("\"tiny\"");
        }
    }

    private List<Integer> statuses(long seed) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (FaultServer server =
                FaultServer.answering(messages -> "yes").faultRate(0.5, seed).start()) {
            for (int call = 0; call < 20; call++) {
                try {
                    statuses.add(post(server, QUESTION).statusCode());
                } catch (IOException e) {
                    statuses.add(0);
                }
            }
        }
        return statuses;
    }

    private HttpResponse<String> post(FaultServer server, String body) throws Exception {
        URI uri = URI.create(server.baseUrl() + "/chat/completions");
        return client.send(
                HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }
}
