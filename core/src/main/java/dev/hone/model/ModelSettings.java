package dev.hone.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Which model is asked, and how it decodes. Two equal settings answer alike, as far as the
/// provider allows.
///
/// @param model identifies the model among all models: the spec, and the server when it is not the
///   provider's own, for example `openai:gpt-4.1-mini` or `openai:qwen3@http://127.0.0.1:8000/v1`.
///   Contains no secret.
/// @param temperature 0 or more; null leaves it to the provider
/// @param maxTokens the most tokens of one completion, at least 1; null leaves it to the provider
/// @param topP in (0, 1]; null leaves it to the provider
/// @param stop texts that end a completion; at most a few
/// @param logProbabilities whether the log-probability of every token is asked for
public record ModelSettings(
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @Nullable Double topP,
        List<String> stop,
        boolean logProbabilities) {

    public ModelSettings {
        stop = List.copyOf(stop);
        if (temperature != null && !(temperature >= 0)) {
            throw new IllegalArgumentException(
                    "temperature (" + temperature + ") must be 0 or more.");
        }
        if (maxTokens != null && maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens (" + maxTokens + ") must be at least 1.");
        }
        if (topP != null && !(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException(
                    "topP (" + topP + ") must be above 0 and at most 1.");
        }
    }

    public static ModelSettings of(String model, double temperature, int maxTokens) {
        return new ModelSettings(model, temperature, maxTokens, null, List.of(), false);
    }

    public ModelSettings withTemperature(double newTemperature) {
        return new ModelSettings(model, newTemperature, maxTokens, topP, stop, logProbabilities);
    }

    public ModelSettings withMaxTokens(int newMaxTokens) {
        return new ModelSettings(model, temperature, newMaxTokens, topP, stop, logProbabilities);
    }
}
