package dev.hone.cli.reproduce;

import dev.hone.cli.session.Session;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.RoleUsage;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Shows that questions are being answered: on a terminal a line that is drawn again and again,
/// elsewhere a plain line every minute.
final class CallProgress implements RecordingEvaluator.Shown {

    private static final long REDRAW_MILLIS = 500;
    private static final long MINUTE_MILLIS = 60_000;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final Session session;
    private final long before;
    private final long expected;
    private final ScheduledExecutorService timer;

    /// @param expected answers until it is closed
    CallProgress(Terminal terminal, Session session, long expected) {
        this.terminal = terminal;
        this.session = session;
        this.before = answers();
        this.expected = expected;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("progress").factory());
        long every = terminal.isInteractive() ? REDRAW_MILLIS : MINUTE_MILLIS;
        Future<?> unused =
                timer.scheduleWithFixedDelay(this::draw, every, every, TimeUnit.MILLISECONDS);
    }

    private long answers() {
        RoleUsage usage = session.taskRole().meter().usage();
        return usage.calls() + usage.cached() + usage.failed();
    }

    private void draw() {
        String line =
                String.format(Locale.ROOT, "%,d of %,d answers", answers() - before, expected);
        if (terminal.isInteractive()) {
            terminal.err().print(CLEAR_LINE + line);
            terminal.err().flush();
        } else {
            terminal.err().println(line);
        }
    }

    /// Ends the line that is overwritten.
    @Override
    public void close() {
        timer.shutdownNow();
        if (terminal.isInteractive()) {
            terminal.err().print(CLEAR_LINE);
            terminal.err().flush();
        }
    }
}
