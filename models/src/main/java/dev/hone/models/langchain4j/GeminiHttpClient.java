package dev.hone.models.langchain4j;

import dev.hone.model.ModelException;
import dev.hone.models.http.Endpoint;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;

/// Notices prompts that Gemini blocks: it answers 200 without candidates, for which LangChain4j has
/// only a null pointer.
record GeminiHttpClient(HttpClient client, Endpoint endpoint) implements HttpClient {

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        SuccessfulHttpResponse response = client.execute(request);
        String body = response.body();
        if (body.contains("\"blockReason\"") && !body.contains("\"candidates\"")) {
            throw new ModelException.Rejected(
                    endpoint + " blocked the prompt (content filter).", null);
        }
        return response;
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        client.execute(request, parser, listener);
    }
}
