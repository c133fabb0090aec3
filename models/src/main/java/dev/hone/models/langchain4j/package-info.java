/// Models over LangChain4j.
/// [ChatModelLanguageModel][dev.hone.models.langchain4j.ChatModelLanguageModel] makes a language
/// model of any `ChatModel`; Anthropic, Gemini and Ollama are connected by it, over our own
/// transport.
@NullMarked
package dev.hone.models.langchain4j;

import org.jspecify.annotations.NullMarked;
