package dev.hone.models.langchain4j;

import dev.hone.models.http.Endpoint;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;

import org.jspecify.annotations.Nullable;

/// `ollama:NAME`: a model of an Ollama server, by default the one on this machine.
public final class OllamaProvider implements ModelProvider {

    static final String BASE_URL = "http://localhost:11434";
    private static final String BASE_URL_BY_NUMBER = "http://127.0.0.1:11434";
    private static final String PORT = ":11434";

    @Override
    public String scheme() {
        return "ollama";
    }

    @Override
    public String usage() {
        return "ollama:NAME";
    }

    @Override
    public ConnectedModel create(ModelSpec spec, ModelContext context) {
        spec.requireName(usage());
        Endpoint endpoint = endpoint(context);
        OllamaChatModel model =
                OllamaChatModel.builder()
                        .httpClientBuilder(FixedHttpClient.of(endpoint, spec, context))
                        .baseUrl(endpoint.baseUrl())
                        .modelName(spec.name())
                        .maxRetries(0)
                        .build();
        ChatCall call =
                (messages, settings, seed) -> {
                    OllamaChatRequestParameters.Builder parameters =
                            OllamaChatRequestParameters.builder();
                    ChatModelLanguageModel.common(parameters, settings);
                    parameters.seed(seed);
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

    /// Where Ollama is, by `OLLAMA_BASE_URL`, else by `OLLAMA_HOST`, else on this machine.
    ///
    /// @throws dev.hone.InputException when the variable holds no usable URL
    public static Endpoint endpoint(ModelContext context) {
        String url = context.variable("OLLAMA_BASE_URL");
        boolean byUrl = url != null;
        return Endpoint.of(
                "ollama",
                BASE_URL,
                byUrl ? url : ofHost(context.variable("OLLAMA_HOST")),
                byUrl ? "OLLAMA_BASE_URL" : "OLLAMA_HOST",
                null,
                null);
    }

    /// Ollama's own variable may lack the protocol, the host or the port, and may hold the address
    /// that a server listens on, which nobody can call.
    private static @Nullable String ofHost(@Nullable String host) {
        if (host == null) {
            return null;
        }
        String url = host.contains("://") ? host : "http://" + host;
        url = url.replaceAll("/+$", "").replaceFirst("//(?=:|$)", "//localhost");
        url = url.replaceFirst("//0\\.0\\.0\\.0(?=:|$)", "//localhost");
        boolean hasPort = url.matches("https?://[^/]*:\\d+(?:/.*)?") || url.startsWith("https:");
        url = hasPort ? url : url + PORT;
        return url.equals(BASE_URL_BY_NUMBER) ? BASE_URL : url;
    }
}
