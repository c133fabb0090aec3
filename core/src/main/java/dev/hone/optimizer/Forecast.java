package dev.hone.optimizer;

/// The most model requests a search can make, before its budgets and without retries. Fewer are
/// made when candidates repeat, the search stops early, or the ledger knows answers already.
///
/// @param taskModelCalls one for each prompt and example, two where answers take two turns
/// @param optimizerModelCalls where a request for several candidates counts once
public record Forecast(long taskModelCalls, long optimizerModelCalls) {}
