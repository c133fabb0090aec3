package dev.hone.ledger.transfer;

import dev.hone.ledger.AttemptRecord;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.LedgerLine;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// How many answers, attempts and events went from one place to another.
///
/// @param answers of providers
/// @param attempts of runs to get answers
/// @param events of runs
public record LedgerExport(long answers, long attempts, long events) {

    /// Writes everything a ledger holds, one [LedgerLine] on each line: the answers in the order
    /// they were recorded, then the attempts run by run, by the names of the runs, then the events
    /// run by run, oldest run first, then the end line. Equal contents in equal order give equal
    /// bytes. What is written to the ledger meanwhile may be missing.
    ///
    /// @throws dev.hone.HoneException when the ledger is damaged
    public static LedgerExport write(Ledger ledger, OutputStream out) throws IOException {
        long answers = 0;
        Iterator<RecordedAnswer> all = ledger.answers().iterator();
        while (all.hasNext()) {
            write(new LedgerLine.Answer(all.next()), out);
            answers++;
        }
        // Behind the answers, so that what is written meanwhile is counted rather than forgotten.
        long attempts = 0;
        for (RunId run : runsWithAttempts(ledger)) {
            Iterator<AttemptRecord> ofRun = ledger.attempts(run).iterator();
            while (ofRun.hasNext()) {
                write(new LedgerLine.Attempted(ofRun.next()), out);
                attempts++;
            }
        }
        long events = 0;
        for (RunId run : ledger.runs()) {
            long position = 0;
            for (RunEvent event : ledger.read(run, 0)) {
                write(new LedgerLine.Event(run, position, event), out);
                position++;
            }
            events += position;
        }
        write(new LedgerLine.End(answers, attempts, events), out);
        return new LedgerExport(answers, attempts, events);
    }

    /// By name.
    static List<RunId> runsWithAttempts(Ledger ledger) {
        return ledger.runsWithAttempts().stream()
                .sorted(Comparator.comparing(RunId::value))
                .toList();
    }

    private static void write(LedgerLine line, OutputStream out) throws IOException {
        out.write(line.toJson());
        out.write('\n');
    }
}
