package dev.hone.ledger.transfer;

import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.data.TextFile;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.LedgerLine;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Where an import takes its lines from; can be read more than once.
public abstract sealed class LedgerSource {

    private final Path file;

    private LedgerSource(Path file) {
        this.file = file;
    }

    /// The lines of a file that [LedgerExport] wrote. Lines that are empty are passed over.
    public static LedgerSource lines(Path file) {
        TextFile.check(file);
        return new Lines(file, LineFile.LONGEST_BYTES);
    }

    static LedgerSource lines(Path file, int longestLine) {
        return new Lines(file, longestLine);
    }

    /// Everything in another ledger.
    ///
    /// @param file for messages
    public static LedgerSource ledger(Ledger ledger, Path file) {
        return new Whole(ledger, file);
    }

    /// Hands every line to the taker, in order.
    ///
    /// @throws InputException when a line cannot be read, with its place
    abstract void forEach(Taker taker);

    /// Takes lines, with the place of each, for messages.
    @FunctionalInterface
    interface Taker {
        void take(String place, LedgerLine line);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static final class Lines extends LedgerSource {

        private final Path file;
        private final int longest;

        private Lines(Path file, int longest) {
            super(file);
            this.file = file;
            this.longest = longest;
        }

        @Override
        void forEach(Taker taker) {
            try (LineFile lines = new LineFile(file, longest)) {
                byte @Nullable [] line = lines.next();
                while (line != null) {
                    if (!isBlank(line)) {
                        taker.take(lines.place(), parse(lines.place(), line));
                    }
                    line = lines.next();
                }
            } catch (IOException e) {
                throw TextFile.unreadable(file, e);
            }
        }

        private static boolean isBlank(byte[] line) {
            for (byte each : line) {
                if (each != ' ' && each != '\t' && each != '\r') {
                    return false;
                }
            }
            return true;
        }

        private static LedgerLine parse(String place, byte[] line) {
            try {
                return LedgerLine.parse(line);
            } catch (HoneException e) {
                String problem =
                        String.valueOf(e.getMessage()).replace("The ledger holds ", "This is ");
                throw new InputException(
                        place
                                + ": "
                                + problem
                                + " Right would be a line as 'hone ledger export' writes it.",
                        e);
            }
        }
    }

    private static final class Whole extends LedgerSource {

        private final Ledger ledger;
        private final Path file;

        private Whole(Ledger ledger, Path file) {
            super(file);
            this.ledger = ledger;
            this.file = file;
        }

        @Override
        void forEach(Taker taker) {
            AtomicLong answers = new AtomicLong();
            ledger.answers()
                    .forEachOrdered(
                            answer ->
                                    taker.take(
                                            file + ", answer " + answers.incrementAndGet(),
                                            new LedgerLine.Answer(answer)));
            AtomicLong attempts = new AtomicLong();
            for (RunId run : LedgerExport.runsWithAttempts(ledger)) {
                ledger.attempts(run)
                        .forEachOrdered(
                                attempt -> {
                                    attempts.incrementAndGet();
                                    taker.take(file.toString(), new LedgerLine.Attempted(attempt));
                                });
            }
            long events = 0;
            for (RunId run : ledger.runs()) {
                long position = 0;
                for (RunEvent event : ledger.read(run, 0)) {
                    taker.take(file.toString(), new LedgerLine.Event(run, position, event));
                    position++;
                }
                events += position;
            }
            taker.take(file.toString(), new LedgerLine.End(answers.get(), attempts.get(), events));
        }
    }
}
