package dev.hone.ledger.transfer;

import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.LedgerLine;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What an import did. Importing again what is there already changes nothing.
///
/// @param newAnswers that were written
/// @param knownAnswers whose requests had an answer already, which stands
/// @param newAttempts that were written, or only their settlements
/// @param knownAttempts that were there already
/// @param newEvents that were written
/// @param knownEvents that were there already
/// @param complete whether the source said where it ends; otherwise it may have been cut short
public record LedgerImport(
        long newAnswers,
        long knownAnswers,
        long newAttempts,
        long knownAttempts,
        long newEvents,
        long knownEvents,
        boolean complete) {

    private static final int BATCH = 500;

    /// Takes everything of a source into a ledger.
    ///
    /// The source is read twice: first to its end without writing anything, so that one with a
    /// mistake in it leaves the ledger as it was; then to write. Should writing fail, what was
    /// written stays, and the message says that the same import goes on from there.
    ///
    /// @throws InputException when the source cannot be taken in; nothing was written then
    /// @throws HoneException when the ledger cannot be written
    public static LedgerImport run(LedgerSource source, Ledger ledger) {
        Pass check = new Pass(ledger, false);
        source.forEach(check::accept);
        check.requireWhole(source);
        Pass write = new Pass(ledger, true);
        try {
            source.forEach(write::accept);
            write.flush();
        } catch (HoneException e) {
            throw new HoneException(
                    e.getMessage()
                            + " Until then "
                            + write.newAnswers
                            + " answers, "
                            + write.attempts.written()
                            + " attempts and "
                            + write.newEvents
                            + " events were imported; they stay, and the same import goes on from"
                            + " there.",
                    e);
        }
        return new LedgerImport(
                write.newAnswers,
                write.answers - write.newAnswers,
                write.attempts.written(),
                write.attempts.taken() - write.attempts.written(),
                write.newEvents,
                write.events - write.newEvents,
                check.end != null);
    }

    /// One reading of the source.
    private static final class Pass {

        private final Ledger ledger;
        private final boolean writes;
        private final List<RecordedAnswer> batch = new ArrayList<>(BATCH);
        private final Set<RunId> begun = new HashSet<>();
        private @Nullable Run current;
        private final AttemptImport attempts;
        private long answers;
        private long newAnswers;
        private long events;
        private long newEvents;
        private LedgerLine.@Nullable End end;

        private Pass(Ledger ledger, boolean writes) {
            this.ledger = ledger;
            this.writes = writes;
            this.attempts = new AttemptImport(ledger, writes);
        }

        private void accept(String place, LedgerLine line) {
            if (end != null) {
                throw new InputException(
                        place + ": there are lines behind the end line. Import files one by one.");
            }
            switch (line) {
                case LedgerLine.Answer answer -> {
                    answers++;
                    batch.add(answer.answer());
                    if (batch.size() == BATCH) {
                        flush();
                    }
                }
                case LedgerLine.Attempted attempted -> attempts.accept(place, attempted.attempt());
                case LedgerLine.Event event -> {
                    events++;
                    event(place, event);
                }
                case LedgerLine.End last -> {
                    flush();
                    end = last;
                }
            }
        }

        private void flush() {
            if (writes) {
                newAnswers += ledger.recordAll(List.copyOf(batch));
            }
            batch.clear();
            attempts.flush();
        }

        private void event(String place, LedgerLine.Event line) {
            Run run = current;
            if (run == null || !run.id.equals(line.run())) {
                if (!begun.add(line.run())) {
                    throw new InputException(
                            place
                                    + ": an event of the run "
                                    + line.run()
                                    + " stands apart from the others of that run. Export the"
                                    + " ledger again.");
                }
                run = new Run(line.run(), ledger.read(line.run(), 0));
                current = run;
            }
            if (run.isNew(place, line)) {
                newEvents++;
                if (writes && ledger.append(line.run(), line.event()) != line.position()) {
                    throw new HoneException(
                            "Another process writes to the run " + line.run() + ".");
                }
            }
        }

        /// Checks the counts of the end line, when there is one.
        private void requireWhole(LedgerSource source) {
            LedgerLine.End last = end;
            if (last != null
                    && (last.answers() != answers
                            || last.attempts() != attempts.taken()
                            || last.events() != events)) {
                throw new InputException(
                        source
                                + " is not whole: its last line counts "
                                + last.answers()
                                + " answers, "
                                + last.attempts()
                                + " attempts and "
                                + last.events()
                                + " events, but there are "
                                + answers
                                + ", "
                                + attempts.taken()
                                + " and "
                                + events
                                + ". Export the ledger again.");
            }
        }
    }

    /// A run as far as the ledger has it, and the position its next line must have.
    private static final class Run {

        private final RunId id;
        private final List<RunEvent> there;
        private long next;

        private Run(RunId id, List<RunEvent> there) {
            this.id = id;
            this.there = there;
        }

        /// Whether the ledger lacks the event, which must be the next of this run.
        private boolean isNew(String place, LedgerLine.Event line) {
            if (line.position() != next) {
                throw new InputException(
                        place
                                + ": event "
                                + line.position()
                                + " of the run "
                                + id
                                + " stands where event "
                                + next
                                + " is expected. Export the ledger again.");
            }
            next++;
            if (line.position() >= there.size()) {
                return true;
            }
            if (!there.get(Math.toIntExact(line.position())).equals(line.event())) {
                throw new InputException(
                        place
                                + ": event "
                                + line.position()
                                + " of the run "
                                + id
                                + " differs from the one in the ledger: these are two runs of one"
                                + " name. Import into another ledger.");
            }
            return false;
        }
    }
}
