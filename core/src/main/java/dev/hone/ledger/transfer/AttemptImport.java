package dev.hone.ledger.transfer;

import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.ledger.AttemptRecord;
import dev.hone.ledger.Ledger;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Takes the attempts of one reading of a source. For one thread.
final class AttemptImport {

    private static final int BATCH = 500;

    private final Ledger ledger;
    private final boolean writes;
    private final Set<RunId> begun = new HashSet<>();
    private final List<AttemptRecord> batch = new ArrayList<>(BATCH);
    private @Nullable RunId current;
    private Iterator<AttemptRecord> standing = Collections.emptyIterator();
    private long next;
    private long taken;
    private long written;

    AttemptImport(Ledger ledger, boolean writes) {
        this.ledger = ledger;
        this.writes = writes;
    }

    long taken() {
        return taken;
    }

    long written() {
        return written;
    }

    /// @throws InputException when the attempt is not the next of its run, or differs from the one
    ///   in the ledger
    void accept(String place, AttemptRecord attempt) {
        RunId run = attempt.attempt().run();
        if (!run.equals(current)) {
            begin(place, run);
        }
        if (attempt.attempt().number() != next) {
            throw new InputException(
                    place
                            + ": attempt "
                            + attempt.attempt().number()
                            + " of the run "
                            + run
                            + " stands where attempt "
                            + next
                            + " is expected. Export the ledger again.");
        }
        next++;
        taken++;
        if (isNew(place, attempt)) {
            batch.add(attempt);
            if (batch.size() == BATCH) {
                flush();
            }
        }
    }

    private void begin(String place, RunId run) {
        if (!begun.add(run)) {
            throw new InputException(
                    place
                            + ": an attempt of the run "
                            + run
                            + " stands apart from the others of that run. Export the ledger"
                            + " again.");
        }
        flush();
        current = run;
        next = 0;
        standing = ledger.attempts(run).iterator();
    }

    private boolean isNew(String place, AttemptRecord attempt) {
        if (!standing.hasNext()) {
            // What is written from here on must not be found here.
            standing = Collections.emptyIterator();
            return true;
        }
        AttemptRecord there = standing.next();
        if (!there.agreesWith(attempt)) {
            throw new InputException(
                    place
                            + ": attempt "
                            + attempt.attempt().number()
                            + " of the run "
                            + attempt.attempt().run()
                            + " differs from the one in the ledger: these are two runs of one name,"
                            + " or one that went on in two places. Import into another ledger.");
        }
        return there.settlement() == null && attempt.settlement() != null;
    }

    /// Writes what was taken until now.
    void flush() {
        if (writes && !batch.isEmpty()) {
            long wrote = ledger.recordAttempts(List.copyOf(batch));
            written += wrote;
            if (wrote != batch.size()) {
                throw new HoneException("Another process writes to the run " + current + ".");
            }
        }
        batch.clear();
    }
}
