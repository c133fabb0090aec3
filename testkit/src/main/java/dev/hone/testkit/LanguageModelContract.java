package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// What every [LanguageModel] promises. Extend it and say how to make one.
public abstract class LanguageModelContract {

    private static final List<Message> CONVERSATION =
            List.of(
                    Message.system("You answer in few words."),
                    Message.user("What is the opposite of hot?"),
                    Message.assistant("Cold."),
                    Message.user("And of \"grün\"? 🎨\nOne word."));
    private static final String ANSWER = "Red, say \"rot\" 🟥\nand nothing else.";
    private static final int THREADS = 64;

    /// A model that answers the conversation with the text: each of up to 4 completions, any number
    /// of times. One that gives a single completion to a request stands behind a
    /// [SamplingModel][dev.hone.limit.SamplingModel].
    protected abstract LanguageModel modelAnswering(List<Message> conversation, String answer);

    /// The settings requests are made with.
    protected ModelSettings settings() {
        return new ModelSettings("contract", null, null, null, List.of(), false);
    }

    /// Whether the model stops at the token limit; recordings and scripts do not.
    protected boolean obeysTokenLimit() {
        return true;
    }

    @Test
    void oneCompletionWhenOneIsAsked() {
        ModelResponse response = ask(ModelRequest.of(settings(), CONVERSATION));

        assertThat(response.completions()).hasSize(1);
        assertThat(response.text()).isEqualTo(ANSWER);
    }

    @Test
    void asManyCompletionsAsAsked() {
        ModelResponse response = ask(new ModelRequest(settings(), CONVERSATION, 4, 7L));

        assertThat(response.completions()).extracting(Completion::text).hasSize(4);
        assertThat(response.completions()).extracting(Completion::text).containsOnly(ANSWER);
    }

    @Test
    void usageIsWhollyKnownOrWhollyUnknown() {
        ModelResponse response = ask(ModelRequest.of(settings(), CONVERSATION));

        assertThat(response.usage().input() >= 0).isEqualTo(response.usage().output() >= 0);
    }

    @Test
    void aWholeAnswerIsNotCalledTruncated() {
        ModelResponse response = ask(ModelRequest.of(settings(), CONVERSATION));

        assertThat(response.completions().getFirst().finishReason())
                .isIn(Completion.FinishReason.STOP, Completion.FinishReason.OTHER);
    }

    @Test
    void anAnswerCutOffByTheTokenLimitSaysSo() {
        assumeTrue(obeysTokenLimit(), "This model does not obey token limits.");
        ModelSettings oneToken = settings().withMaxTokens(1);

        Completion completion =
                ask(ModelRequest.of(oneToken, CONVERSATION)).completions().getFirst();

        assertThat(completion.finishReason()).isEqualTo(Completion.FinishReason.LENGTH);
        assertThat(completion.text()).hasSizeLessThan(ANSWER.length());
    }

    @Test
    void noLogProbabilitiesUnlessAsked() {
        ModelResponse response = ask(ModelRequest.of(settings(), CONVERSATION));

        assertThat(response.completions().getFirst().logProbabilities()).isEmpty();
    }

    @Test
    void theSameRequestCanBeMadeTwice() {
        LanguageModel model = modelAnswering(CONVERSATION, ANSWER);
        ModelRequest request = ModelRequest.of(settings(), CONVERSATION);

        assertThat(model.generate(request)).isEqualTo(model.generate(request));
    }

    @Test
    void manyThreadsAreAnsweredAtOnce() throws Exception {
        LanguageModel model = modelAnswering(CONVERSATION, ANSWER);
        ModelRequest request = ModelRequest.of(settings(), CONVERSATION);
        Callable<String> call = () -> model.generate(request).text();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers =
                    threads.invokeAll(Stream.generate(() -> call).limit(THREADS).toList());

            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(ANSWER);
            }
        }
    }

    private ModelResponse ask(ModelRequest request) {
        return modelAnswering(CONVERSATION, ANSWER).generate(request);
    }
}
