package dev.hone.models.provider;

/// Connects the models of one scheme. Implementations are thread-safe.
public interface ModelProvider {

    /// What specs of this provider start with, for example `openai`.
    String scheme();

    /// How a spec of this provider is written, for messages, for example `openai:NAME`.
    String usage();

    /// Connects a model. Sends nothing: whether the model exists shows with the first request.
    ///
    /// @param spec of this provider's scheme
    /// @throws dev.hone.InputException when the name or a variable of the environment is malformed
    /// @throws dev.hone.model.ModelException.Refused when a key is missing
    ConnectedModel create(ModelSpec spec, ModelContext context);
}
