package dev.hone.task;

import dev.hone.model.ModelSettings;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A model in one of its roles.
///
/// @param spec which model; null when the environment decides
/// @param temperature 0 to 2; null (written `none`) leaves it to the provider
/// @param maxTokens of one completion, at least 1; null (written `none`) leaves it to the provider
/// @param topP in (0, 1]; null leaves it to the provider
/// @param stop texts that end a completion
public record ModelSection(
        @Nullable String spec,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @Nullable Double topP,
        List<String> stop) {

    public ModelSection {
        stop = List.copyOf(stop);
    }

    /// These settings for the model that was found.
    public ModelSettings settings(String model) {
        return new ModelSettings(model, temperature, maxTokens, topP, stop, false);
    }
}
