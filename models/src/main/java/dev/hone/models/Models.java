package dev.hone.models;

import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.models.langchain4j.AnthropicProvider;
import dev.hone.models.langchain4j.GeminiProvider;
import dev.hone.models.langchain4j.OllamaProvider;
import dev.hone.models.local.BundledProvider;
import dev.hone.models.local.LocalProvider;
import dev.hone.models.openai.OpenAiProvider;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;
import dev.hone.models.recorded.RecordedProvider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The models that can be connected, by the scheme of their spec. Immutable and thread-safe.
public final class Models {

    private final Map<String, ModelProvider> providers;

    private Models(Map<String, ModelProvider> providers) {
        this.providers = providers;
    }

    /// `openai`, `anthropic`, `gemini`, `ollama`, `local`, `bundled` and `recorded`.
    public static Models standard() {
        return new Models(Map.of())
                .plus(new OpenAiProvider())
                .plus(new AnthropicProvider())
                .plus(new GeminiProvider())
                .plus(new OllamaProvider())
                .plus(new LocalProvider())
                .plus(new BundledProvider())
                .plus(new RecordedProvider());
    }

    /// These and one more; a provider of the same scheme is replaced.
    public Models plus(ModelProvider provider) {
        Map<String, ModelProvider> more = new LinkedHashMap<>(providers);
        more.put(provider.scheme(), provider);
        return new Models(more);
    }

    /// How specs are written, one text for every provider, in the order they were added.
    public List<String> usages() {
        return providers.values().stream().map(ModelProvider::usage).toList();
    }

    /// Connects the model that a spec names.
    ///
    /// @throws InputException when the text is no spec or its scheme is unknown
    /// @throws dev.hone.model.ModelException.Refused when a key is missing
    public ConnectedModel connect(String spec, ModelContext context) {
        ModelSpec parsed = ModelSpec.parse(spec);
        ModelProvider provider = providers.get(parsed.scheme());
        if (provider == null) {
            throw new InputException(unknown(parsed));
        }
        return provider.create(parsed, context);
    }

    private String unknown(ModelSpec spec) {
        String suggestion = Suggestion.of(spec.scheme(), providers.keySet());
        return spec.name().isEmpty()
                ? "The model \""
                        + spec
                        + "\" is unknown."
                        + suggestion
                        + " Write scheme:name, for example openai:"
                        + spec
                        + "."
                : "The model \""
                        + spec
                        + "\" starts with the unknown scheme \""
                        + spec.scheme()
                        + "\"."
                        + suggestion;
    }
}
