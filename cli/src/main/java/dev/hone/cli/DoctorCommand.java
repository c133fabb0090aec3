package dev.hone.cli;

import dev.hone.InputException;
import dev.hone.Version;
import dev.hone.cli.model.ModelsCommand;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.ledger.postgres.PostgresLedger;
import dev.hone.models.BgeSmallEmbedder;
import dev.hone.models.EnvironmentChoice;
import dev.hone.models.provider.ModelContext;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// `hone doctor`: checks what Hone needs on this machine. Sends no request that costs anything.
@Command(
        name = "doctor",
        description = "Checks what Hone needs on this machine; calls no model.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private LedgerOption ledger = new LedgerOption();

    private boolean healthy = true;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println("hone " + Version.CURRENT);
        good("java", Runtime.version() + " on " + System.getProperty("os.name"));
        checkLedger();
        checkEmbedder();
        checkModel();
        return (healthy ? ExitCode.DONE : ExitCode.BAD_INPUT).code();
    }

    private void checkLedger() {
        try {
            switch (ledger.place(terminal)) {
                case LedgerPlace.InFile in -> checkFile(in.file());
                case LedgerPlace.InDatabase in ->
                        good("ledger", in + ": " + PostgresLedger.describe(in.url()));
            }
        } catch (InputException e) {
            bad("ledger", String.valueOf(e.getMessage()));
        }
    }

    private void checkFile(Path file) {
        Path folder = file;
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isWritable(folder)) {
            bad("ledger", file + " cannot be written; choose another place with --ledger");
            return;
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace() / (1 << 20);
            good("ledger", terminal.shown(file) + ", " + free + " MB free");
        } catch (IOException e) {
            bad("ledger", "the free space of " + folder + " cannot be told: " + e);
        }
    }

    private void checkEmbedder() {
        try {
            int dimension = new BgeSmallEmbedder().embed(List.of("a prompt")).getFirst().length;
            good("embedder", "bge-small-en-v1.5, " + dimension + " dimensions");
        } catch (RuntimeException | LinkageError e) {
            bad("embedder", "cannot be loaded: " + e + "; set optimizer.momentum=recency");
        }
    }

    private void checkModel() {
        for (String key : ModelsCommand.KEYS) {
            if (!terminal.environment().getOrDefault(key, "").isBlank()) {
                good("environment", key + " is set");
            }
        }
        ModelContext context =
                new ModelContext(
                        terminal.environment(), Duration.ofSeconds(5), terminal.workingDirectory());
        EnvironmentChoice choice = EnvironmentChoice.of(context);
        if (choice.spec() == null) {
            say("--", "model", choice.reason() + "; name one with --task-model");
        } else {
            good("model", choice.spec() + " by default: " + choice.reason());
        }
    }

    private void good(String what, String found) {
        say("ok", what, found);
    }

    private void bad(String what, String found) {
        healthy = false;
        say("!!", what, found);
    }

    private void say(String mark, String what, String found) {
        terminal.out().println(String.format("%s  %-12s %s", mark, what, found));
    }
}
