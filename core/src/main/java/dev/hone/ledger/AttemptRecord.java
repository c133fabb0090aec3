package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.limit.Amount;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// An attempt as it stands in a ledger, with what became of it.
///
/// @param request its digest
/// @param model it was sent to
/// @param most it could use
/// @param time of the run until the attempt, 0 or more, in whole milliseconds
/// @param settlement null while it is under way, or when its process was killed meanwhile
public record AttemptRecord(
        Attempt attempt,
        Digest request,
        String model,
        Amount most,
        Duration time,
        @Nullable Settlement settlement) {

    /// What became of an attempt.
    ///
    /// @param time of the run until then, 0 or more, in whole milliseconds
    public record Settlement(Amount used, Duration time) {

        public Settlement {
            time = inMillis(time);
        }
    }

    public AttemptRecord {
        if (attempt.number() < 0) {
            throw new IllegalArgumentException(
                    "number (" + attempt.number() + ") must be 0 or more.");
        }
        time = inMillis(time);
    }

    /// Whether both tell the same attempt, settled alike as far as both are settled.
    public boolean agreesWith(AttemptRecord other) {
        return settlement == null || other.settlement == null
                ? unsettled().equals(other.unsettled())
                : equals(other);
    }

    private AttemptRecord unsettled() {
        return new AttemptRecord(attempt, request, model, most, time, null);
    }

    private static Duration inMillis(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time (" + time + ") must be 0 or more.");
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
