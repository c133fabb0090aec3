package dev.hone.models.provider;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What a model is connected with, besides its spec.
///
/// @param environment variables by name, as from `System.getenv()`; holds keys, so it is never
///   printed
/// @param timeout for one attempt, from the first byte sent to the last byte received
/// @param workingDirectory what relative file names in specs are relative to
public record ModelContext(
        Map<String, String> environment, Duration timeout, Path workingDirectory) {

    public ModelContext {
        environment = Map.copyOf(environment);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout (" + timeout + ") must be positive.");
        }
    }

    /// The value of the first of the variables that is set to more than white space.
    public @Nullable String variable(String... names) {
        for (String name : names) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }

    /// Leaves the environment out.
    @Override
    public String toString() {
        return "ModelContext[timeout=" + timeout + ", workingDirectory=" + workingDirectory + "]";
    }
}
