package dev.hone.models.provider;

import dev.hone.InputException;
import dev.hone.limit.rate.RateObserver;

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
/// @param rates told what servers say about how fast they may be asked
public record ModelContext(
        Map<String, String> environment,
        Duration timeout,
        Path workingDirectory,
        RateObserver rates) {

    /// Tells nobody about rates.
    public ModelContext(Map<String, String> environment, Duration timeout, Path workingDirectory) {
        this(environment, timeout, workingDirectory, RateObserver.NONE);
    }

    private static final String FILE = "_FILE";

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

    /// A key: the value of the first of the variables that is set, or what is in the file that the
    /// variable of that name and `_FILE` names, seen from the folder the process was started in.
    ///
    /// @return null when none is set
    /// @throws dev.hone.InputException when both are set, or the file is no [KeyFile]
    public @Nullable String key(String... names) {
        for (String name : names) {
            String value = variable(name);
            String file = variable(name + FILE);
            if (value != null && file != null) {
                throw new InputException(
                        name + " and " + name + FILE + " are both set. Unset one of them.");
            }
            if (value != null) {
                return value;
            }
            if (file != null) {
                return KeyFile.read(file, name + FILE);
            }
        }
        return null;
    }

    /// Which variable a key comes from, itself or the one of its file; null when none is set.
    public @Nullable String keyVariable(String... names) {
        for (String name : names) {
            if (variable(name) != null) {
                return name;
            }
            if (variable(name + FILE) != null) {
                return name + FILE;
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
