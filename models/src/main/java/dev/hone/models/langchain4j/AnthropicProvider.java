package dev.hone.models.langchain4j;

import dev.hone.models.http.Endpoint;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;
import dev.langchain4j.model.anthropic.AnthropicChatModel;

import org.jspecify.annotations.Nullable;

/// `anthropic:NAME`. Without a token limit in the settings LangChain4j's default of 1,024 tokens
/// holds, because the protocol needs one; seeds do not exist there.
public final class AnthropicProvider implements ModelProvider {

    static final String BASE_URL = "https://api.anthropic.com/v1";
    private static final String VERSION_PATH = "/v1";

    @Override
    public String scheme() {
        return "anthropic";
    }

    @Override
    public String usage() {
        return "anthropic:NAME";
    }

    @Override
    public ConnectedModel create(ModelSpec spec, ModelContext context) {
        spec.requireName(usage());
        Endpoint endpoint =
                Endpoint.of(
                        scheme(),
                        BASE_URL,
                        withVersion(context.variable("ANTHROPIC_BASE_URL")),
                        "ANTHROPIC_BASE_URL",
                        "ANTHROPIC_API_KEY",
                        context.key("ANTHROPIC_API_KEY"));
        AnthropicChatModel model =
                AnthropicChatModel.builder()
                        .httpClientBuilder(FixedHttpClient.of(endpoint, spec, context))
                        .baseUrl(endpoint.baseUrl() + "/")
                        .apiKey(endpoint.requireKey(""))
                        .modelName(spec.name())
                        .maxRetries(0)
                        .build();
        return new ConnectedModel(
                ChatModelLanguageModel.of(model),
                endpoint.identity(spec),
                endpoint.account(),
                () -> false);
    }

    /// Anthropic's own clients take the base URL without the version.
    private static @Nullable String withVersion(@Nullable String url) {
        if (url == null) {
            return null;
        }
        String trimmed = url.replaceAll("/+$", "");
        return trimmed.endsWith(VERSION_PATH) ? trimmed : trimmed + VERSION_PATH;
    }
}
