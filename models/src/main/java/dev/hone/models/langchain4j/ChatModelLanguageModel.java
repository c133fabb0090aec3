package dev.hone.models.langchain4j;

import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Any LangChain4j `ChatModel` as a [LanguageModel]. As thread-safe as the chat model is.
///
/// A chat model gives one completion to a request. For several put a
/// [SamplingModel][dev.hone.limit.SamplingModel] before this; without one they are an
/// `IllegalArgumentException`. What settings leave to the provider is left to the chat model's own
/// defaults. Log-probabilities are not given. The chat model should not retry by itself
/// (`maxRetries(0)`): Hone's own retries wait as long as the provider asks, and are counted.
public final class ChatModelLanguageModel implements LanguageModel {

    private final ChatCall call;

    ChatModelLanguageModel(ChatCall call) {
        this.call = call;
    }

    /// A language model that passes temperature, token limit, top-p and stop texts on, and ignores
    /// seeds, which LangChain4j's common parameters do not have.
    public static ChatModelLanguageModel of(ChatModel model) {
        return new ChatModelLanguageModel(
                (messages, settings, seed) -> {
                    DefaultChatRequestParameters.Builder<?> parameters =
                            DefaultChatRequestParameters.builder();
                    common(parameters, settings);
                    return model.chat(
                            ChatRequest.builder()
                                    .messages(messages)
                                    .parameters(parameters.build())
                                    .build());
                });
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        if (request.samples() != 1) {
            throw new IllegalArgumentException(
                    "samples ("
                            + request.samples()
                            + ") must be 1 for a chat model. Put a SamplingModel before it, which"
                            + " asks one by one.");
        }
        return ask(request);
    }

    static void common(DefaultChatRequestParameters.Builder<?> parameters, ModelSettings settings) {
        parameters
                .temperature(settings.temperature())
                .maxOutputTokens(settings.maxTokens())
                .topP(settings.topP());
        if (!settings.stop().isEmpty()) {
            parameters.stopSequences(settings.stop());
        }
    }

    private ModelResponse ask(ModelRequest request) {
        List<ChatMessage> messages =
                request.messages().stream().map(ChatModelLanguageModel::translated).toList();
        ChatResponse response;
        try {
            response = call.chat(messages, request.settings(), seed(request.seed()));
        } catch (RuntimeException e) {
            throw ChatFailures.translated(e);
        }
        String text = response.aiMessage().text();
        Completion completion =
                new Completion(
                        text == null ? "" : text, translated(response.finishReason()), List.of());
        if (text == null && completion.finishReason() == FinishReason.CONTENT_FILTER) {
            throw new ModelException.Rejected(
                    "The provider withheld the answer (content filter).", null);
        }
        return new ModelResponse(List.of(completion), translated(response.tokenUsage()));
    }

    /// Providers behind LangChain4j take seeds of 31 bits.
    private static @Nullable Integer seed(@Nullable Long seed) {
        return seed == null ? null : (int) (seed & Integer.MAX_VALUE);
    }

    private static ChatMessage translated(Message message) {
        if (message.text().isBlank()) {
            throw new ModelException.Rejected(
                    "A message of the " + message.role() + " is blank, which is not accepted.",
                    null);
        }
        return switch (message.role()) {
            case SYSTEM -> SystemMessage.from(message.text());
            case USER -> UserMessage.from(message.text());
            case ASSISTANT -> AiMessage.from(message.text());
        };
    }

    private static FinishReason translated(
            dev.langchain4j.model.output.@Nullable FinishReason reason) {
        return switch (reason) {
            case null -> FinishReason.OTHER;
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case TOOL_EXECUTION, OTHER -> FinishReason.OTHER;
        };
    }

    private static TokenUsage translated(dev.langchain4j.model.output.@Nullable TokenUsage usage) {
        return usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null
                ? TokenUsage.UNKNOWN
                : new TokenUsage(usage.inputTokenCount(), usage.outputTokenCount());
    }
}
