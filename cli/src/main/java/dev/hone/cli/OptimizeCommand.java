package dev.hone.cli;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.option.TaskOptions;
import dev.hone.cli.repeat.Repetition;
import dev.hone.cli.session.FreshFiles;
import dev.hone.cli.session.SearchRun;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.model.ModelException;
import dev.hone.result.RunFolder;
import dev.hone.run.RunId;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.Callable;

/// `hone optimize`: searches for a better prompt and judges it on test.
@Command(
        name = "optimize",
        description = "Searches for a better prompt, shows progress, and writes a run folder.",
        mixinStandardHelpOptions = true)
final class OptimizeCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int SUFFIX_LENGTH = 8;

    private final Terminal terminal;

    @Mixin private TaskOptions options = new TaskOptions();
    @Mixin private LedgerOption ledger = new LedgerOption();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "The run folder; refused when it holds another run. Default: runs/<id>. With"
                            + " --repeat: the folder of all searches, which goes on where it"
                            + " stopped.")
    private @Nullable Path out;

    @Option(
            names = "--dry-run",
            description = "Checks everything and prints the forecast; calls no model.")
    private boolean dryRun;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "Makes the search N times, under seed, seed + 1, and so on, and says how much"
                            + " its result depends on the seed. Budgets are those of each search.")
    private @Nullable Integer repeat;

    @Option(
            names = "--json",
            description = "Prints result.json instead of a summary; repeat.json with --repeat.")
    private boolean json;

    OptimizeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (repeat != null) {
            return new Repetition(terminal, options, ledger.place(terminal), repeat)
                    .run(out, dryRun, json)
                    .code();
        }
        TaskFile file = options.read(terminal);
        String name = name(file);
        Path folder = terminal.resolve(out == null ? Path.of("runs", name) : out);
        LedgerPlace place = ledger.place(terminal);
        RunId run =
                new RunId(name + "-" + UUID.randomUUID().toString().substring(0, SUFFIX_LENGTH));
        FreshFiles fresh = FreshFiles.before(folder, place);
        boolean keep = false;
        try (SearchRun search =
                SearchRun.open(terminal, file, options.typed(terminal), run, place)) {
            search.introduce();
            if (dryRun) {
                return ExitCode.DONE.code();
            }
            RunFolder target = RunFolder.create(folder);
            search.note(terminal.resolve(options.task()), options.typed(terminal), place)
                    .write(folder);
            try {
                keep = true;
                return ExitCode.of(search.run(target, json)).code();
            } catch (ModelException.Interrupted e) {
                throw e;
            } catch (RuntimeException e) {
                keep = search.hasPaid();
                sayHowToGoOn(keep, folder);
                throw e;
            }
        } finally {
            if (!keep) {
                fresh.remove();
            }
        }
    }

    private void sayHowToGoOn(boolean paid, Path folder) {
        if (paid) {
            terminal.err()
                    .println(
                            "What was answered is in the ledger; go on with: ./hone resume "
                                    + terminal.shown(folder));
        }
    }

    private String name(TaskFile file) {
        String stamp = STAMP.withZone(ZoneId.systemDefault()).format(terminal.clock().instant());
        return file.name().replaceAll("[^A-Za-z0-9._-]+", "-") + "-" + stamp;
    }
}
