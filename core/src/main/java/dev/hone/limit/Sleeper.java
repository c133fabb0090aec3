package dev.hone.limit;

import java.time.Duration;

/// How a wrapper waits. [Cancellation#sleep] in a run; a test passes one that returns at once.
@FunctionalInterface
public interface Sleeper {

    /// Returns after the given time.
    ///
    /// @throws InterruptedException when the thread is interrupted meanwhile
    /// @throws dev.hone.model.ModelException when the run ends meanwhile
    void sleep(Duration duration) throws InterruptedException;
}
