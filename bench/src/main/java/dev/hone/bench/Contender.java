package dev.hone.bench;

import dev.hone.Dataset;

/// A way to have all questions answered by the server.
interface Contender {

    String name();

    /// Whatever can be done before the clock starts. Called once before every round.
    Work prepare(Dataset dataset);

    /// A round.
    @FunctionalInterface
    interface Work {

        /// Has every question asked and answered.
        ///
        /// @return how many were not answered
        int run() throws InterruptedException;
    }
}
