package dev.hone.ledger.transfer;

import dev.hone.ledger.Ledger;
import dev.hone.ledger.LedgerLine;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/// How many answers and events went from one place to another.
///
/// @param answers of providers
/// @param events of runs
public record LedgerExport(long answers, long events) {

    /// Writes everything a ledger holds, one [LedgerLine] on each line: the answers in the order
    /// they were recorded, then the events run by run, oldest run first, then the end line. Equal
    /// contents in equal order give equal bytes. What is written to the ledger meanwhile may be
    /// missing.
    ///
    /// @throws dev.hone.HoneException when the ledger is damaged
    public static LedgerExport write(Ledger ledger, OutputStream out) throws IOException {
        long answers = 0;
        Iterator<RecordedAnswer> all = ledger.answers().iterator();
        while (all.hasNext()) {
            write(new LedgerLine.Answer(all.next()), out);
            answers++;
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
        write(new LedgerLine.End(answers, events), out);
        return new LedgerExport(answers, events);
    }

    private static void write(LedgerLine line, OutputStream out) throws IOException {
        out.write(line.toJson());
        out.write('\n');
    }
}
