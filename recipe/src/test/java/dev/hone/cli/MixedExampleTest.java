package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.cli.terminal.Terminal;
import dev.hone.policy.PolicyEngine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// The example that no single prompt serves, from the search to the policy: a real model answers,
/// and the policy learns from nothing but what the search has paid for.
class MixedExampleTest {

    private static final Path TASK =
            Path.of(Objects.requireNonNull(System.getProperty("hone.root")))
                    .resolve("examples/mixed/task.yaml");

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private JsonNode run(Object... arguments) throws IOException {
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()),
                        folder.toAbsolutePath(),
                        0,
                        () -> Instant.EPOCH);
        String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        out.reset();
        assertThat(Hone.commandLine(terminal, PolicyEngine::find).execute(words))
                .as(err.toString(UTF_8))
                .isZero();
        return new ObjectMapper().readTree(out.toString(UTF_8));
    }

    @Test
    void aPolicyServesTheKindsOfQueriesThatNoSinglePromptServes() throws IOException {
        Path policy = folder.resolve("policy");
        JsonNode found = run("optimize", TASK, "--json");
        run("train", "--from-ledger", "--task", "mixed", "--out", policy, "--json");
        JsonNode judged =
                run("evaluate", TASK, "--split", "test", "--policy", policy, "--json")
                        .at("/policy");

        assertThat(found.at("/test/best").asDouble()).isLessThan(0.5);
        assertThat(judged.at("/againstBestSingle/difference").asDouble()).isGreaterThan(0.25);
        assertThat(judged.at("/againstBestSingle/interval95/0").asDouble()).isPositive();
        assertThat(judged.at("/score").asDouble()).isGreaterThan(0.6);
    }
}
