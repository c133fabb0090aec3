/// Connects Hone to language models and embeddings.
///
/// Start at [Models][dev.hone.models.Models]: it turns a spec such as `openai:gpt-4.1-mini` into a
/// [LanguageModel][dev.hone.model.LanguageModel] through the
/// [ModelProvider][dev.hone.models.ModelProvider] of its scheme. The OpenAI protocol is spoken
/// directly, because LangChain4j's chat model can carry neither several completions of one request
/// nor what the provider says about waiting;
/// [ChatModelLanguageModel][dev.hone.models.ChatModelLanguageModel] makes a model of any
/// LangChain4j `ChatModel`. All go through one [Transport][dev.hone.models.Transport], which turns
/// every way a call can fail into a [ModelException][dev.hone.model.ModelException].
///
/// Nothing here retries, limits or records; `dev.hone.limit` and `dev.hone.ledger` do.
@NullMarked
package dev.hone.models;

import org.jspecify.annotations.NullMarked;
