package dev.hone.cli.session;

import dev.hone.cli.terminal.Terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C end a run cleanly: no further call starts, answers already paid for are recorded,
/// and the last line says how to go on.
public final class Interruption implements AutoCloseable {

    private static final long SILENT_SECONDS = 1;
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch runEnded = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean answersAwaited = true;

    private Interruption(Terminal terminal, Session session, String goOn) {
        this.hook =
                new Thread(
                        () -> {
                            session.cancel();
                            if (answersAwaited && !hasEnded(SILENT_SECONDS)) {
                                terminal.err()
                                        .println(
                                                "\nStopping. Waiting up to "
                                                        + PATIENCE_SECONDS
                                                        + " s for answers already asked for.");
                                hasEnded(PATIENCE_SECONDS);
                            }
                            terminal.err()
                                    .println(
                                            "\nInterrupted. Nothing that was answered is lost; go"
                                                    + " on with: "
                                                    + goOn);
                        },
                        "interruption");
    }

    /// @param goOn the command that goes on where this one was interrupted
    public static Interruption of(Terminal terminal, Session session, String goOn) {
        Interruption interruption = new Interruption(terminal, session, goOn);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// Whether answers may be under way that are lost when nobody waits for them. Not so while a
    /// policy is trained: its checkpoints are safe at any moment, and an epoch takes long to end.
    public void awaitAnswers(boolean awaited) {
        answersAwaited = awaited;
    }

    /// Late or not: what was answered is in the ledger, and the line about resuming is true.
    private boolean hasEnded(long withinSeconds) {
        try {
            return runEnded.await(withinSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// The run is over, well or not: from here on Ctrl-C is not its affair.
    @Override
    public void close() {
        runEnded.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook runs and says its line.
        }
    }
}
