package dev.hone.cli;

import dev.hone.InputException;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.report.ParetoTable;
import dev.hone.cli.session.Summary;
import dev.hone.cli.terminal.Terminal;
import dev.hone.result.RunFolder;
import dev.hone.result.RunResult;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// `hone show`: the result of a run.
@Command(
        name = "show",
        description = "Shows the result of a run; without RUN, of the newest below runs/.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    private static final String RESULT = "result.json";

    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run folder.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Prints result.json.")
    private boolean json;

    @Option(
            names = "--pareto",
            description =
                    "Prints the prompts that no other beats in score, words, tokens and price, or"
                            + " what the task file names under objectives.")
    private boolean pareto;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path path = folder == null ? newest() : terminal.resolve(folder);
        RunResult result = RunFolder.open(path).readResult();
        if (json) {
            terminal.out().print(result.toJson());
        } else if (pareto) {
            ParetoTable.print(terminal.out(), result);
        } else {
            new Summary(terminal).print(result, path);
        }
        return ExitCode.DONE.code();
    }

    private Path newest() {
        Path runs = terminal.resolve(Path.of("runs"));
        if (!Files.isDirectory(runs)) {
            throw noRuns();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(path -> Files.exists(path.resolve(RESULT)))
                    .max(Comparator.comparing(ShowCommand::finishedAt))
                    .orElseThrow(ShowCommand::noRuns);
        } catch (IOException e) {
            throw new InputException("Cannot read the folder " + runs + ": " + e, e);
        }
    }

    private static FileTime finishedAt(Path path) {
        try {
            return Files.getLastModifiedTime(path.resolve(RESULT));
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static InputException noRuns() {
        return new InputException(
                "There is no finished run below runs/ here. Name a run folder, or make one:"
                        + " ./hone optimize TASK.");
    }
}
