package dev.hone.cli;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.session.RunNote;
import dev.hone.cli.session.SearchRun;
import dev.hone.cli.session.Summary;
import dev.hone.cli.session.Typed;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.result.RunFolder;
import dev.hone.result.RunResult;
import dev.hone.run.RunId;
import dev.hone.task.TaskFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// `hone resume`: goes on with a run that was interrupted or ran out of budget. The run is made
/// again from its start with all answers in the ledger, so it ends as if it had never stopped.
@Command(
        name = "resume",
        description = "Goes on with a run that was interrupted or stopped by a budget.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--stop-after",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "New budgets and stop conditions, for example usd=10.")
    private Map<String, String> stopAfter = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints result.json instead of a summary.")
    private boolean json;

    ResumeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path path = terminal.resolve(folder);
        RunFolder target = RunFolder.open(path);
        RunNote note = RunNote.read(path);
        if (Files.exists(path.resolve("result.json"))) {
            RunResult result = target.readResult();
            if (stopAfter.isEmpty() && !result.stoppedByBudget()) {
                return finished(result, path);
            }
        }
        LedgerPlace ledger = note.existingLedger(terminal.environment());
        TaskFile file = TaskFile.read(Path.of(note.task()), overrides(note));
        Typed typed = new Typed(note.overrides(), Path.of(note.directory()));
        try (SearchRun search =
                SearchRun.open(terminal, file, typed, new RunId(note.run()), ledger)) {
            note.requireUnchanged("go on", search.settings(), search.data());
            search.introduce();
            return ExitCode.of(search.run(target, json)).code();
        }
    }

    private int finished(RunResult result, Path path) {
        terminal.err().println("This run has finished; there is nothing to resume.");
        if (json) {
            terminal.out().print(result.toJson());
        } else {
            new Summary(terminal).print(result, path);
        }
        return ExitCode.DONE.code();
    }

    private Map<String, String> overrides(RunNote note) {
        Map<String, String> overrides = new LinkedHashMap<>(note.overrides());
        stopAfter.forEach((key, value) -> overrides.put("stop-after." + key, value));
        return overrides;
    }
}
