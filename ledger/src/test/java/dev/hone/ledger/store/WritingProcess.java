package dev.hone.ledger.store;

import dev.hone.Prompt;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.run.RunEvent.StepCompleted;
import dev.hone.run.RunId;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Writes answers and events from many threads, and says what the ledger said is durable, never
/// before the ledger said it.
public final class WritingProcess {

    public static final RunId RUN = new RunId("shared run");
    public static final int THREADS = 16;

    private WritingProcess() {}

    /// Starts the writing.
    ///
    /// @param args place of the ledger, number of the first answer, number of answers
    public static void main(String[] args) {
        LedgerPlace place = LedgerPlace.of(args[0], Path.of("").toAbsolutePath(), Map.of());
        long first = Long.parseLong(args[1]);
        long end = first + Long.parseLong(args[2]);
        try (Ledger ledger = place.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < THREADS; thread++) {
                long offset = thread;
                threads.execute(
                        () -> {
                            for (long i = first + offset; i < end; i += THREADS) {
                                write(ledger, i);
                            }
                        });
            }
        }
    }

    private static void write(Ledger ledger, long number) {
        ledger.record(Answers.numbered(number));
        ChildProcess.print("answer " + number);
        if (number % 10 == 0) {
            long position = ledger.append(RUN, event(number));
            ChildProcess.print("event " + position + " " + number);
        }
    }

    public static StepCompleted event(long number) {
        Prompt prompt = new Prompt("prompt " + number);
        return new StepCompleted((int) number, prompt, 0.5, prompt, 0.5);
    }
}
