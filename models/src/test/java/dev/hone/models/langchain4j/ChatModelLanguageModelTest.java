package dev.hone.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.limit.SamplingModel;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.TokenUsage;
import dev.hone.models.Given;
import dev.hone.testkit.Fault;
import dev.hone.testkit.FaultServer;
import dev.hone.testkit.LanguageModelContract;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// Over LangChain4j's own OpenAI client, as a user's application would bring it.
class ChatModelLanguageModelTest extends LanguageModelContract {

    private FaultServer server = FaultServer.answering(messages -> "one two three").start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected LanguageModel modelAnswering(List<Message> conversation, String answer) {
        server.close();
        server =
                FaultServer.answering(messages -> messages.equals(conversation) ? answer : "?")
                        .start();
        return new SamplingModel(over(server), () -> false);
    }

    @Test
    void usageIsTranslated() {
        assertThat(over(server).generate(Given.samples(1, 1)).usage())
                .isEqualTo(new TokenUsage(2, 3));
    }

    @Test
    void severalCompletionsAreAnErrorThatSaysWhoAsksOneByOne() {
        assertThatThrownBy(() -> over(server).generate(Given.samples(3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("samples (3)", "SamplingModel");
        assertThat(server.requestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "401,Refused",
        "403,Refused",
        "404,Refused",
        "400,Rejected",
        "429,Transient",
        "500,Transient",
        "408,Transient"
    })
    void itsExceptionsAreTranslated(int status, String type) {
        assertThat(failureOf(Fault.status(status)).getClass().getSimpleName()).isEqualTo(type);
    }

    @Test
    void anAnswerWithoutChoicesIsTransient() {
        assertThat(failureOf(Fault.Plain.EMPTY_CHOICES))
                .isInstanceOf(ModelException.Transient.class);
    }

    @Test
    void brokenJsonIsTransient() {
        assertThat(failureOf(Fault.Plain.TRUNCATED_JSON))
                .isInstanceOf(ModelException.Transient.class);
    }

    @Test
    void withheldAnswersAreRejectedAndUnknownHostsRefused() {
        assertThat(ChatFailures.translated(new ContentFilteredException("no")))
                .isInstanceOf(ModelException.Rejected.class);
        assertThat(ChatFailures.translated(new UnresolvedModelServerException("no host")))
                .isInstanceOf(ModelException.Refused.class);
    }

    @Test
    void keysInItsMessagesAreHidden() {
        ChatModel leaking =
                new ChatModel() {
                    @Override
                    public ChatResponse doChat(ChatRequest request) {
                        throw new IllegalStateException("Bad key " + Given.KEY);
                    }
                };

        assertThatThrownBy(() -> ChatModelLanguageModel.of(leaking).generate(Given.question("Hi")))
                .hasMessageContaining("Bad key ***")
                .hasNoCause();
    }

    @Test
    void aBlankMessageIsRejectedBeforeItIsSent() {
        ModelRequest blank = ModelRequest.of(Given.SETTINGS, List.of(Message.user(" ")));

        assertThatThrownBy(() -> over(server).generate(blank))
                .isInstanceOf(ModelException.Rejected.class);
        assertThat(server.requestCount()).isZero();
    }

    private static ModelException failureOf(Fault fault) {
        try (FaultServer faulty = FaultServer.answering(m -> "yes").faults(fault).start()) {
            return org.assertj.core.api.Assertions.catchThrowableOfType(
                    ModelException.class, () -> over(faulty).generate(Given.question("Hi")));
        }
    }

    private static LanguageModel over(FaultServer server) {
        return ChatModelLanguageModel.of(
                OpenAiChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey(Given.KEY)
                        .modelName("tiny")
                        .maxRetries(0)
                        .build());
    }
}
