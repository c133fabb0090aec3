package dev.hone.ledger.sqlite;

import dev.hone.HoneException;
import dev.hone.ledger.RunEventJson;
import dev.hone.run.RunEvent;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A row of `events`, on its way out.
final class EventRow {

    private final String run;
    private final long position;
    private final byte[] event;
    private final int checksum;

    EventRow(String run, long position, byte[] event, int checksum) {
        this.run = run;
        this.position = position;
        this.event = event;
        this.checksum = checksum;
    }

    static int checksum(String run, long position, byte[] event) {
        return Checksum.of(run.getBytes(StandardCharsets.UTF_8), Checksum.bytes(position), event);
    }

    /// What is wrong with the row, as a clause; null when nothing is.
    @Nullable String damage() {
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

    /// @throws HoneException when the row is not as it was written, or is not the one expected here
    RunEvent verified(Path file, long expectedPosition) {
        if (position != expectedPosition || checksum(run, position, event) != checksum) {
            throw new HoneException(
                    "The ledger "
                            + file
                            + " is damaged: event "
                            + expectedPosition
                            + " of run "
                            + run
                            + (position == expectedPosition
                                    ? " does not match its checksum."
                                    : " is missing.")
                            + " Restore the file from a copy.");
        }
        return RunEventJson.read(event);
    }
}
