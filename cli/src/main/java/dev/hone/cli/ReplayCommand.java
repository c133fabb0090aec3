package dev.hone.cli;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.session.Replay;
import dev.hone.cli.session.RunNote;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.result.RunFolder;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `hone replay`: makes a run again from its ledger alone, and compares.
@Command(
        name = "replay",
        description =
                "Makes a run again from its ledger, without keys and without asking a model, and"
                        + " says whether the files come out the same.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A new folder for the files. Default: the run folder's name and -replay.")
    private @Nullable Path out;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path original = terminal.resolve(folder);
        RunFolder.open(original);
        RunNote note = RunNote.read(original);
        LedgerPlace ledger = note.existingLedger(terminal.environment());
        Path target = out == null ? free(original) : terminal.resolve(out);
        Replay.make(terminal, note, ledger, target);
        ReplayedFiles replayed = ReplayedFiles.compare(original, target);
        report(replayed, target);
        boolean differs = !replayed.files().isEmpty() && !replayed.isSame();
        return (differs ? ExitCode.BAD_INPUT : ExitCode.DONE).code();
    }

    private static Path free(Path original) {
        for (int number = 1; ; number++) {
            String suffix = number == 1 ? "-replay" : "-replay-" + number;
            Path candidate = original.resolveSibling(original.getFileName() + suffix);
            if (!Files.exists(candidate)) {
                return candidate;
            }
        }
    }

    private void report(ReplayedFiles replayed, Path target) {
        replayed.files()
                .forEach(
                        (name, file) ->
                                terminal.out()
                                        .println(
                                                String.format(
                                                        "%-18s %s",
                                                        name,
                                                        file.same()
                                                                ? "the same, byte for byte"
                                                                : "differs" + fields(file))));
        if (replayed.files().isEmpty()) {
            terminal.out().println("The run has no files to compare with.");
        }
        terminal.out().println("written            " + terminal.shown(target));
    }

    private static String fields(ReplayedFiles.Comparison file) {
        return file.fields().isEmpty() ? "" : " in " + String.join(", ", file.fields());
    }
}
