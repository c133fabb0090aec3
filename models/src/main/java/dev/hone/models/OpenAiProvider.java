package dev.hone.models;

/// `openai:NAME`: OpenAI itself, or with `OPENAI_BASE_URL` any server of its protocol, which needs
/// no key unless it asks for one.
final class OpenAiProvider implements ModelProvider {

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
        Required.name(spec, usage());
        Endpoint endpoint = endpoint(context);
        if (endpoint.own()) {
            Required.key(endpoint, " Or set OPENAI_BASE_URL to a compatible server.");
        }
        String tokenLimit = endpoint.own() ? "max_completion_tokens" : "max_tokens";
        return new ConnectedModel(
                new OpenAiLanguageModel(
                        endpoint,
                        new Transport(endpoint, context.timeout()),
                        new OpenAiRequest(spec.name(), tokenLimit)),
                endpoint.identity(spec));
    }

    static Endpoint endpoint(ModelContext context) {
        return Endpoint.of(
                "openai",
                BASE_URL,
                context.variable("OPENAI_BASE_URL"),
                "OPENAI_BASE_URL",
                "OPENAI_API_KEY",
                context.variable("OPENAI_API_KEY"));
    }
}
