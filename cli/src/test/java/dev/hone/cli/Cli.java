package dev.hone.cli;

import dev.hone.cli.terminal.Terminal;
import dev.hone.policy.PolicyEngine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// A command line in a test: `new Cli(folder).run("optimize", "task.yaml")`.
final class Cli {

    /// The repository, which the build names.
    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("hone.root")));

    private final Path workingDirectory;
    private final Map<String, String> environment = new HashMap<>();
    private Supplier<PolicyEngine> engines = PolicyEngine::find;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Cli(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Runs and returns the exit code; what was printed before is forgotten.
    int run(Object... arguments) {
        out.reset();
        err.reset();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        workingDirectory,
                        0,
                        InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
        String[] words =
                java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        return Hone.commandLine(terminal, engines).execute(words);
    }

    /// Trains and loads policies with another engine than the one on the class path.
    Cli with(PolicyEngine engine) {
        engines = () -> engine;
        return this;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
