package dev.hone.cli.session;

import dev.hone.cli.terminal.Terminal;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C end a run cleanly: no further call starts, answers already paid for are recorded,
/// and the last line says how to go on.
final class Interruption {

    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch runEnded = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Terminal terminal, Session session, Path folder) {
        this.hook =
                new Thread(
                        () -> {
                            session.cancel();
                            awaitRun();
                            terminal.err()
                                    .println(
                                            "\nInterrupted. Nothing that was answered is lost; go"
                                                    + " on with: ./hone resume "
                                                    + terminal.shown(folder));
                        },
                        "interruption");
    }

    static Interruption of(Terminal terminal, Session session, Path folder) {
        Interruption interruption = new Interruption(terminal, session, folder);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @SuppressWarnings("ReturnValueIgnored")
    private void awaitRun() {
        try {
            // Late or not: what was answered is in the ledger, and the line below is true.
            runEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The run is over, well or not: from here on Ctrl-C is not its affair.
    void close() {
        runEnded.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook runs and says its line.
        }
    }
}
