package dev.hone.ledger.store;

import dev.hone.HoneException;
import dev.hone.ledger.RunEventJson;
import dev.hone.run.RunEvent;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// A row of `events`, on its way out.
public final class EventRow {

    private final String run;
    private final long position;
    private final byte[] event;
    private final int checksum;

    /// As it was read.
    ///
    /// @param event its JSON in UTF-8
    public EventRow(String run, long position, byte[] event, int checksum) {
        this.run = run;
        this.position = position;
        this.event = event;
        this.checksum = checksum;
    }

    public static int checksum(String run, long position, byte[] event) {
        return Checksum.of(run.getBytes(StandardCharsets.UTF_8), Checksum.bytes(position), event);
    }

    /// What is wrong with the row, as a clause; null when nothing is.
    public @Nullable String damage() {
        if (checksum(run, position, event) != checksum) {
            return "does not match its checksum";
        }
        try {
            RunEventJson.read(event);
            return null;
        } catch (HoneException e) {
            return "cannot be read: " + e.getMessage();
        }
    }

    /// @param place of the ledger, for messages
    /// @throws HoneException when the row is not as it was written, or is not the one expected here
    public RunEvent verified(String place, long expectedPosition) {
        if (position != expectedPosition || checksum(run, position, event) != checksum) {
            throw new HoneException(
                    "The ledger "
                            + place
                            + " is damaged: event "
                            + expectedPosition
                            + " of run "
                            + run
                            + (position == expectedPosition
                                    ? " does not match its checksum."
                                    : " is missing.")
                            + " Restore it from a copy.");
        }
        return RunEventJson.read(event);
    }
}
