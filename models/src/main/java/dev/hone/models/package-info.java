/// Connects Hone to language models and embeddings.
///
/// Start at [Models][dev.hone.models.Models]: it turns a spec such as `openai:gpt-4.1-mini` into a
/// [ConnectedModel][dev.hone.models.provider.ConnectedModel] through the
/// [ModelProvider][dev.hone.models.provider.ModelProvider] of its scheme. The interface of
/// providers is in `provider`; ours are in `openai`, `langchain4j` and `recorded`, and speak
/// `http`. What models cost is in `price`. This package imports those, and none of them this one.
///
/// One call of a model is one request to its server. Nothing here splits, retries, limits or
/// records requests; `dev.hone.limit` and `dev.hone.ledger` do, so that each is counted.
@NullMarked
package dev.hone.models;

import org.jspecify.annotations.NullMarked;
