/// The OpenAI protocol, for OpenAI itself and any server that speaks it. Start at
/// [OpenAiProvider][dev.hone.models.openai.OpenAiProvider].
///
/// It is spoken directly, because LangChain4j's chat model can carry neither several completions of
/// one request nor what the provider says about waiting.
@NullMarked
package dev.hone.models.openai;

import org.jspecify.annotations.NullMarked;
