package dev.hone.models.langchain4j;

import dev.hone.models.http.Endpoint;
import dev.hone.models.http.Transport;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;

import org.jspecify.annotations.Nullable;

/// `gemini:NAME`, over Google's Generative Language API.
public final class GeminiProvider implements ModelProvider {

    static final String BASE_URL = "https://generativelanguage.googleapis.com/v1beta";

    @Override
    public String scheme() {
        return "gemini";
    }

    @Override
    public String usage() {
        return "gemini:NAME";
    }

    @Override
    public ConnectedModel create(ModelSpec spec, ModelContext context) {
        spec.requireName(usage());
        Endpoint endpoint =
                Endpoint.of(
                        scheme(),
                        BASE_URL,
                        context.variable("GEMINI_BASE_URL"),
                        "GEMINI_BASE_URL",
                        "GEMINI_API_KEY",
                        context.key("GEMINI_API_KEY", "GOOGLE_API_KEY"));
        String key = endpoint.requireKey("");
        HttpClientBuilder http =
                new FixedHttpClient(
                        new GeminiHttpClient(
                                new TransportHttpClient(new Transport(endpoint, spec, context)),
                                endpoint),
                        context.timeout());
        ChatModel unseeded = model(spec, endpoint, key, http, null);
        ChatCall call =
                (messages, settings, seed) -> {
                    // A seed belongs to the chat model there, not to the request.
                    ChatModel model =
                            seed == null ? unseeded : model(spec, endpoint, key, http, seed);
                    DefaultChatRequestParameters.Builder<?> parameters =
                            DefaultChatRequestParameters.builder();
                    ChatModelLanguageModel.common(parameters, settings);
                    return model.chat(
                            ChatRequest.builder()
                                    .messages(messages)
                                    .parameters(parameters.build())
                                    .build());
                };
        return new ConnectedModel(
                new ChatModelLanguageModel(call),
                endpoint.identity(spec),
                endpoint.account(),
                () -> false);
    }

    private static ChatModel model(
            ModelSpec spec,
            Endpoint endpoint,
            String key,
            HttpClientBuilder http,
            @Nullable Integer seed) {
        return GoogleAiGeminiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.baseUrl())
                .apiKey(key)
                .modelName(spec.name())
                .seed(seed)
                .maxRetries(0)
                .build();
    }
}
