package dev.hone.cli.reproduce.gpo;

import dev.hone.cli.terminal.Terminal;
import dev.hone.result.RunView;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;

import java.util.Locale;

/// Shows one run: on a terminal a line that is drawn again with every event, everywhere a line that
/// stays when the run is over.
///
/// @param number from 1
record RunProgress(Terminal terminal, PlannedRun run, int number, int all) implements RunListener {

    private static final String CLEAR_LINE = "\r\u001b[K";

    @Override
    public void on(RunEvent event) {
        if (!terminal.isInteractive()) {
            return;
        }
        switch (event) {
            case RunEvent.RunStarted started -> draw("first prompt");
            case RunEvent.CandidatesProposed proposed ->
                    draw("step " + proposed.step() + ", candidates scored");
            case RunEvent.StepFailed failed -> draw("step " + failed.step() + " failed");
            case RunEvent.StepCompleted completed ->
                    draw(
                            String.format(
                                    Locale.ROOT,
                                    "step %d, best %.1f",
                                    completed.step(),
                                    100 * completed.bestScore()));
            case RunEvent.PromptEvaluated evaluated -> {
                if (evaluated.evaluation().dataset().equals(RunView.TEST)) {
                    draw("judging on test");
                }
            }
            case RunEvent.CandidateDropped dropped -> {}
            case RunEvent.RunFinished finished -> {}
        }
    }

    private void draw(String doing) {
        String line = name() + "  " + doing;
        int room = Math.max(1, terminal.columns() - 1);
        terminal.err().print(CLEAR_LINE + (line.length() > room ? line.substring(0, room) : line));
        terminal.err().flush();
    }

    /// @param sent calls of this time
    void done(RunScore score, long sent) {
        Double validation = score.validation();
        terminal.err()
                .println(
                        (terminal.isInteractive() ? CLEAR_LINE : "")
                                + String.format(
                                        Locale.ROOT,
                                        "%s%s  test %.1f  %,d calls",
                                        name(),
                                        validation == null
                                                ? ""
                                                : String.format(
                                                        Locale.ROOT,
                                                        "  validation %.1f",
                                                        100 * validation),
                                        100 * score.test(),
                                        sent));
    }

    private String name() {
        return String.format(
                Locale.ROOT,
                "%" + Integer.toString(all).length() + "d/%d  %s",
                number,
                all,
                run.label());
    }
}
