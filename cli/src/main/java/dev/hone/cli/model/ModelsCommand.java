package dev.hone.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.terminal.Terminal;
import dev.hone.file.JsonObjectFile;
import dev.hone.models.EnvironmentChoice;
import dev.hone.models.Models;
import dev.hone.models.local.ModelsFolder;
import dev.hone.models.provider.ModelContext;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// `hone models`: how models are named, and which one is used when none is.
@Command(
        name = "models",
        description = "Lists how models are named, which files are there, and which keys are set.",
        mixinStandardHelpOptions = true)
public final class ModelsCommand implements Callable<Integer> {

    /// Variables that say which model is used.
    public static final List<String> KEYS =
            List.of(
                    "OPENAI_API_KEY",
                    "OPENAI_BASE_URL",
                    "ANTHROPIC_API_KEY",
                    "GEMINI_API_KEY",
                    "GOOGLE_API_KEY",
                    "OLLAMA_HOST");

    private final Terminal terminal;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    private ModelsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The command with its subcommand.
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new ModelsCommand(terminal))
                .addSubcommand(new PullCommand(terminal));
    }

    @Override
    public Integer call() {
        ModelsFolder folder = ModelsFolder.of(terminal.environment());
        List<LocalFile> files = folder.files().stream().map(LocalFile::of).toList();
        ModelContext context =
                new ModelContext(
                        terminal.environment(), Duration.ofSeconds(5), terminal.workingDirectory());
        EnvironmentChoice choice = EnvironmentChoice.of(context);
        if (json) {
            printJson(folder, files, choice);
        } else {
            print(folder, files, choice);
        }
        return ExitCode.DONE.code();
    }

    private void print(ModelsFolder folder, List<LocalFile> files, EnvironmentChoice choice) {
        terminal.out().println("A model is named by a spec:");
        Models.standard().usages().forEach(usage -> terminal.out().println("  " + usage));
        terminal.out().println("  synthetic:FILE.json     (no language model; for trying Hone)");
        terminal.out().println();
        if (!files.isEmpty()) {
            terminal.out().println("Downloaded to " + folder.required() + ":");
            LocalFile.table(files).forEach(line -> terminal.out().println("  " + line));
            terminal.out().println();
        }
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
        String spec = choice.spec();
        terminal.out()
                .println(
                        spec == null
                                ? "Without a spec there is no model: " + choice.reason() + "."
                                : "Without a spec: " + spec + ", because " + choice.reason() + ".");
    }

    private void printJson(ModelsFolder folder, List<LocalFile> files, EnvironmentChoice choice) {
        ObjectNode root = JsonObjectFile.MAPPER.createObjectNode();
        ArrayNode specs = root.putArray("specs");
        Models.standard().usages().forEach(specs::add);
        root.put("folder", folder.folder() == null ? null : folder.required().toString());
        ArrayNode models = root.putArray("models");
        files.forEach(file -> models.add(file.json()));
        root.put("default", choice.spec()).put("reason", choice.reason());
        terminal.out().println(root.toPrettyString());
    }

    private boolean isSet(String variable) {
        return !terminal.environment().getOrDefault(variable, "").isBlank();
    }
}
