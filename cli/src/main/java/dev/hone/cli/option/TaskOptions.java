package dev.hone.cli.option;

import dev.hone.cli.session.Typed;
import dev.hone.cli.terminal.Terminal;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The task file and what replaces its values, shared by the commands that take one.
public final class TaskOptions {

    @Parameters(index = "0", paramLabel = "TASK", description = "The task file (YAML).")
    private Path task = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Replaces any value of the task file, for example optimizer.preset=paper.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--task-model",
            paramLabel = "SPEC",
            description = "The model whose prompt is improved, for example openai:gpt-4.1-mini.")
    private @Nullable String taskModel;

    @Option(
            names = "--optimizer-model",
            paramLabel = "SPEC",
            description = "The model that writes prompts.")
    private @Nullable String optimizerModel;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description =
                    "The optimizer, for example opro. Another than the task file's starts from its"
                            + " own defaults.")
    private @Nullable String optimizer;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all random streams.")
    private @Nullable String seed;

    @Option(
            names = "--stop-after",
            paramLabel = "KEY=VALUE",
            split = ",",
            description =
                    "calls, tokens, usd, time, steps, score or patience; for example calls=2000.")
    private Map<String, String> stopAfter = new LinkedHashMap<>();

    @Option(
            names = "--max-failures",
            paramLabel = "LIMIT",
            description =
                    "Ends the run when more examples of an evaluation get no answer; for example"
                            + " 20 or 5%%.")
    private @Nullable String maxFailures;

    public Path task() {
        return task;
    }

    /// What the command line says instead of the task file, by dotted key.
    public Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        put(overrides, "task-model.spec", taskModel);
        put(overrides, "optimizer-model.spec", optimizerModel);
        put(overrides, "optimizer.name", optimizer);
        put(overrides, "seed", seed);
        put(overrides, "limits.max-failures", maxFailures);
        stopAfter.forEach((key, value) -> overrides.put("stop-after." + key, value));
        overrides.putAll(set);
        return overrides;
    }

    private static void put(Map<String, String> overrides, String key, @Nullable String value) {
        if (value != null) {
            overrides.put(key, value);
        }
    }

    public Typed typed(Terminal terminal) {
        return new Typed(overrides(), terminal.workingDirectory());
    }

    public TaskFile read(Terminal terminal) {
        return TaskFile.read(terminal.resolve(task), overrides());
    }
}
