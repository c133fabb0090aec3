package dev.hone.ledger;

import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.run.RunId;

/// A request, its answer, and the run that paid for it.
public record RecordedAnswer(ModelRequest request, ModelResponse response, RunId paidBy) {}
