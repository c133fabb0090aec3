package dev.hone.ledger;

import dev.hone.run.RunId;

/// Names an attempt to send a request that was written down before it was made.
///
/// @param number counts the attempts of the run from 0
public record Attempt(RunId run, long number) {}
