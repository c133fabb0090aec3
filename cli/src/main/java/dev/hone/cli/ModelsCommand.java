package dev.hone.cli;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.terminal.Terminal;
import dev.hone.models.EnvironmentChoice;
import dev.hone.models.Models;
import dev.hone.models.provider.ModelContext;

import picocli.CommandLine.Command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// `hone models`: how models are named, and which one is used when none is.
@Command(
        name = "models",
        description = "Lists how models are named, and which keys are set.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    static final List<String> KEYS =
            List.of(
                    "OPENAI_API_KEY",
                    "OPENAI_BASE_URL",
                    "ANTHROPIC_API_KEY",
                    "GEMINI_API_KEY",
                    "GOOGLE_API_KEY",
                    "OLLAMA_HOST");

    private final Terminal terminal;

    ModelsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println("A model is named by a spec:");
        Models.standard().usages().forEach(usage -> terminal.out().println("  " + usage));
        terminal.out().println("  synthetic:SKILLS.json   (no language model; for trying Hone)");
        terminal.out().println();
        for (String key : KEYS) {
            String file = key + "_FILE";
            boolean set = isSet(key);
            terminal.out()
                    .println(
                            !set && isSet(file)
                                    ? "set      " + file
                                    : (set ? "set      " : "not set  ") + key);
        }
        terminal.out().println();
        ModelContext context =
                new ModelContext(
                        terminal.environment(), Duration.ofSeconds(5), terminal.workingDirectory());
        EnvironmentChoice choice = EnvironmentChoice.of(context);
        String spec = choice.spec();
        terminal.out()
                .println(
                        spec == null
                                ? "Without a spec there is no model: " + choice.reason() + "."
                                : "Without a spec: " + spec + ", because " + choice.reason() + ".");
        return ExitCode.DONE.code();
    }

    private boolean isSet(String variable) {
        return !terminal.environment().getOrDefault(variable, "").isBlank();
    }
}
