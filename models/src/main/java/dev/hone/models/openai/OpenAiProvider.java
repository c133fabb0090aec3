package dev.hone.models.openai;

import dev.hone.models.http.Endpoint;
import dev.hone.models.http.Transport;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;

/// `openai:NAME`: OpenAI itself, or with `OPENAI_BASE_URL` any server of its protocol, which needs
/// no key unless it asks for one.
public final class OpenAiProvider implements ModelProvider {

    static final String BASE_URL = "https://api.openai.com/v1";

    @Override
    public String scheme() {
        return "openai";
    }

    @Override
    public String usage() {
        return "openai:NAME";
    }

    @Override
    public ConnectedModel create(ModelSpec spec, ModelContext context) {
        spec.requireName(usage());
        Endpoint endpoint = endpoint(context);
        if (endpoint.own()) {
            endpoint.requireKey(" Or set OPENAI_BASE_URL to a compatible server.");
        }
        String tokenLimit = endpoint.own() ? "max_completion_tokens" : "max_tokens";
        OpenAiLanguageModel model =
                new OpenAiLanguageModel(
                        endpoint,
                        new Transport(endpoint, spec, context),
                        new OpenAiRequest(spec.name(), tokenLimit));
        return new ConnectedModel(
                model, endpoint.identity(spec), endpoint.account(), model::givesSeveralAtOnce);
    }

    /// OpenAI itself, or the server that `OPENAI_BASE_URL` names.
    ///
    /// @throws dev.hone.InputException when the variable holds no usable URL
    public static Endpoint endpoint(ModelContext context) {
        return Endpoint.of(
                "openai",
                BASE_URL,
                context.variable("OPENAI_BASE_URL"),
                "OPENAI_BASE_URL",
                "OPENAI_API_KEY",
                context.key("OPENAI_API_KEY"));
    }
}
