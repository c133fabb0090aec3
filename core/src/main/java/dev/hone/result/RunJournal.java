package dev.hone.result;

import dev.hone.HoneException;
import dev.hone.ledger.Ledger;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.RunStarted;
import dev.hone.run.RunId;
import dev.hone.run.RunListener;

import java.util.List;

/// Writes the events of a run to a ledger, each once, however often the run is made again from its
/// start: it goes through what its last life left there, and only what comes behind is written.
///
/// A life is what stands from one [RunStarted] to the next. An event that differs from the one at
/// its place begins a new life, which repeats those before it, so that the last life is always the
/// whole run and earlier ones stay as they were. For use by one thread.
public final class RunJournal implements RunListener {

    private final Ledger ledger;
    private final RunId run;
    private final List<RunEvent> standing;
    private int known;
    private boolean catchesUp = true;
    private long end;

    /// Reads what stands in the ledger.
    public RunJournal(Ledger ledger, RunId run) {
        this.ledger = ledger;
        this.run = run;
        List<RunEvent> all = ledger.read(run, 0);
        this.standing = lastLife(all);
        this.end = all.size();
    }

    /// The events from the last [RunStarted] on; all of them where there is none.
    public static List<RunEvent> lastLife(List<RunEvent> events) {
        int start = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof RunStarted) {
                start = i;
            }
        }
        return events.subList(start, events.size());
    }

    /// Returns once the event is durable, or was so already.
    ///
    /// @throws HoneException when another process writes to the run
    @Override
    public void on(RunEvent event) {
        if (catchesUp && known < standing.size()) {
            if (standing.get(known).equals(event)) {
                known++;
                return;
            }
            standing.subList(0, known).forEach(this::append);
        }
        catchesUp = false;
        append(event);
    }

    private void append(RunEvent event) {
        if (ledger.append(run, event) != end) {
            throw new HoneException(
                    "Another process writes to the run "
                            + run
                            + ". Wait until it has ended, and resume the run then.");
        }
        end++;
    }
}
