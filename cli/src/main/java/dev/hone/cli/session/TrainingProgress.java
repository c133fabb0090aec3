package dev.hone.cli.session;

import dev.hone.cli.terminal.Terminal;
import dev.hone.policy.EpochLosses;

import java.util.Locale;
import java.util.function.Consumer;

/// Training as it goes on: a line that is overwritten on a terminal, otherwise the first epoch and
/// every fifth.
public final class TrainingProgress implements Consumer<EpochLosses> {

    private static final int EVERY = 5;

    private final Terminal terminal;
    private double seconds;

    public TrainingProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(EpochLosses epoch) {
        seconds += epoch.seconds();
        String line =
                String.format(
                        Locale.ROOT,
                        "epoch %d  prompt loss %.4f  reward loss %.2f  %,.0f tokens/s",
                        epoch.epoch() + 1,
                        epoch.prompt(),
                        epoch.reward(),
                        epoch.tokensPerSecond());
        if (terminal.isInteractive()) {
            String cut = line.substring(0, Math.min(line.length(), terminal.columns() - 1));
            terminal.err().print("\r\u001b[K" + cut);
            terminal.err().flush();
        } else if (epoch.epoch() % EVERY == 0) {
            terminal.err().println(line);
        }
    }

    /// Ends the line that is overwritten.
    public void done() {
        if (terminal.isInteractive()) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }

    /// All trainings together.
    public double seconds() {
        return seconds;
    }
}
