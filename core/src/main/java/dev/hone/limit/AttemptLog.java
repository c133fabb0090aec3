package dev.hone.limit;

import dev.hone.model.ModelRequest;

import java.time.Duration;

/// Where every attempt to send a request is written down before it is made, so that what it may
/// have cost is known even when the process dies meanwhile. Thread-safe.
public interface AttemptLog {

    /// Remembers nothing.
    AttemptLog NONE = (request, most, time) -> (used, settledAt, answered) -> {};

    /// Returns once the attempt is written down; only then may it be made.
    ///
    /// @param most it can use
    /// @param time of the run until now
    Entry begin(ModelRequest request, Amount most, Duration time);

    /// An attempt that was written down.
    @FunctionalInterface
    interface Entry {

        /// Says what became of the attempt. Called at most once.
        ///
        /// @param time of the run until now
        /// @param answered whether there is an answer
        void settle(Amount used, Duration time, boolean answered);
    }
}
