package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.limit.Amount;
import dev.hone.limit.AttemptLog;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// One request on its way through all its attempts. An attempt that failed is settled when it
/// fails; one that was answered waits, so that it is settled with the answer in one transaction.
/// Used by one thread at a time.
final class Flight implements AutoCloseable {

    private final Ledger ledger;
    private final RunId run;
    private final Digest key;
    private @Nullable Answered answered;

    Flight(Ledger ledger, RunId run, Digest key) {
        this.ledger = ledger;
        this.run = run;
        this.key = key;
    }

    AttemptLog.Entry begin(String model, Amount most, Duration time) {
        Attempt attempt = ledger.begin(run, key, model, most, time);
        return (used, settledAt, isAnswered) -> {
            if (isAnswered) {
                answered = new Answered(attempt, used, settledAt);
            } else {
                ledger.settle(attempt, used, settledAt);
            }
        };
    }

    /// Writes the answer down, and that its attempt is settled.
    ///
    /// @return the answer that stands in the ledger now
    RecordedAnswer record(ModelRequest request, ModelResponse response) {
        RecordedAnswer answer = new RecordedAnswer(request, response, run);
        Answered last = answered;
        if (last == null) {
            return ledger.record(answer);
        }
        RecordedAnswer standing = ledger.record(answer, last.attempt(), last.used(), last.time());
        answered = null;
        return standing;
    }

    /// Settles an attempt whose answer was not recorded.
    @Override
    public void close() {
        Answered unrecorded = answered;
        if (unrecorded != null) {
            ledger.settle(unrecorded.attempt(), unrecorded.used(), unrecorded.time());
        }
    }

    private record Answered(Attempt attempt, Amount used, Duration time) {}
}
