package dev.hone.cli;

import dev.hone.InputException;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/// `hone init`: a task file to start from, with a little data to replace.
@Command(
        name = "init",
        description = "Writes a task file and data to start from; overwrites nothing.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    private static final List<String> FILES = List.of("task.yaml", "data.jsonl");

    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "Where to. Default: the current folder.")
    private Path folder = Path.of("");

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path target = terminal.resolve(folder);
        for (String name : FILES) {
            if (Files.exists(target.resolve(name))) {
                throw new InputException(
                        terminal.shown(target.resolve(name))
                                + " exists already and is not overwritten. Choose another folder:"
                                + " ./hone init DIR.");
            }
        }
        try {
            Files.createDirectories(target);
            for (String name : FILES) {
                try (InputStream template = InitCommand.class.getResourceAsStream("init/" + name)) {
                    Files.copy(Objects.requireNonNull(template, name), target.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new InputException("Cannot write to " + target + ": " + e, e);
        }
        String task = terminal.shown(target.resolve("task.yaml"));
        terminal.out().println("Written: " + task + " and data.jsonl beside it.");
        terminal.out().println("Put your examples into data.jsonl, say in task.yaml how answers");
        terminal.out().println("are judged, then: ./hone optimize " + task);
        return ExitCode.DONE.code();
    }
}
