package dev.hone.cli.model;

import dev.hone.cli.terminal.Terminal;
import dev.hone.file.DownloadProgress;

/// A download as it goes on: a line that is overwritten on a terminal, otherwise a line for every
/// tenth of the file.
final class PullProgress implements DownloadProgress {

    private static final int TENTHS = 10;
    private static final int PERCENT = 100;

    private final Terminal terminal;
    private int shown = -1;

    PullProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void reached(long bytes, long total) {
        int percent = total > 0 ? (int) (bytes * PERCENT / total) : 0;
        int step = terminal.isInteractive() ? percent : percent / TENTHS;
        if (step == shown && total > 0 || total <= 0 && !terminal.isInteractive()) {
            return;
        }
        shown = step;
        String line =
                LocalFile.megabytes(bytes)
                        + (total > 0
                                ? " of " + LocalFile.megabytes(total) + ", " + percent + " %"
                                : "");
        if (terminal.isInteractive()) {
            terminal.err().print("\r\u001b[K" + line);
            terminal.err().flush();
        } else {
            terminal.err().println(line);
        }
    }

    /// Ends the line that is overwritten.
    void done() {
        if (terminal.isInteractive()) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }
}
