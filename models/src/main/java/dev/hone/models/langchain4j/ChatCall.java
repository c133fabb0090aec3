package dev.hone.models.langchain4j;

import dev.hone.model.ModelSettings;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.response.ChatResponse;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One call of a LangChain4j chat model, with what its provider makes of settings and seed.
@FunctionalInterface
interface ChatCall {

    /// Asks for one completion.
    ///
    /// @param seed 0 or more
    ChatResponse chat(List<ChatMessage> messages, ModelSettings settings, @Nullable Integer seed);
}
