package dev.hone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.gguf.GgufValue;
import dev.hone.gguf.ModelFile;
import dev.hone.gguf.NetworkShape;
import dev.hone.gguf.TensorType;
import dev.hone.local.llama.LaneSettings;
import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Completion.TokenLogProbability;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;

import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class LocalModelTest {

    private static final NetworkShape SHAPE =
            new NetworkShape(NetworkShape.Kind.LLAMA, 300, 128, 2, 2, 64, 96);
    private static final LaneSettings SETTINGS = new LaneSettings(2, 8, 1, 128, 64, true);

    @TempDir static Path folder;
    private static LocalModel model;

    @BeforeAll
    static void load() {
        Path file = TinyModels.write(folder.resolve("tiny.gguf"), SHAPE, TensorType.F32, 1);
        model = LocalModel.load(ModelFile.read(file), SETTINGS, null);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static ModelRequest request(
            String text, double temperature, int tokens, @Nullable Long seed) {
        return new ModelRequest(
                ModelSettings.of("local", temperature, tokens),
                List.of(Message.user(text)),
                1,
                seed);
    }

    @Test
    void theSameSeedGivesTheSameAnswerAndAnotherAnother() {
        String first = model.generate(request("Say it.", 1, 8, 5L)).text();

        assertThat(model.generate(request("Say it.", 1, 8, 5L)).text()).isEqualTo(first);
        assertThat(model.generate(request("Say it.", 1, 8, 6L)).text()).isNotEqualTo(first);
    }

    @Test
    void severalSamplesDiffer() {
        ModelRequest request =
                new ModelRequest(
                        ModelSettings.of("local", 1, 20), List.of(Message.user("Say")), 5, 1L);

        ModelResponse response = model.generate(request);

        assertThat(response.completions()).extracting(Completion::text).doesNotHaveDuplicates();
        assertThat(response.usage().input()).isEqualTo(3);
        assertThat(response.usage().output()).isBetween(5L, 100L);
    }

    /// Not to the bit: what is computed beside changes the last ones. Often, since lanes that got
    /// into each other's way would not do so every time.
    @RepeatedTest(20)
    void whatIsComputedAtOnceIsWhatIsComputedAlone() throws Exception {
        List<List<Message>> conversations = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            conversations.add(List.of(Message.user("A shared beginning of some length, " + i)));
        }
        List<Double> alone =
                conversations.stream().map(LocalModelTest::likelihoodOfAnswer).toList();

        List<Double> together = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Double>> answers =
                    conversations.stream()
                            .map(each -> threads.submit(() -> likelihoodOfAnswer(each)))
                            .toList();
            for (Future<Double> answer : answers) {
                together.add(answer.get());
            }
        }

        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i)).isCloseTo(alone.get(i), Offset.offset(0.1));
        }
    }

    private static double likelihoodOfAnswer(List<Message> conversation) {
        return model.logProbabilities(conversation, "an answer").stream()
                .mapToDouble(TokenLogProbability::logProbability)
                .sum();
    }

    @Test
    void theTokenLimitCutsAndAStopTextEnds() {
        ModelResponse cut = model.generate(request("Go on", 0, 20, null));
        String text = cut.text();
        assertThat(cut.completions().getFirst().finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(cut.usage().output()).isEqualTo(20);

        String stop =
                text.chars()
                        .filter(letter -> letter > ' ' && letter <= '~')
                        .mapToObj(Character::toString)
                        .reduce((before, last) -> last)
                        .orElseThrow();
        ModelSettings settings =
                new ModelSettings("local", 0.0, 20, null, List.of(stop, ""), false);
        Completion stopped =
                model.generate(ModelRequest.of(settings, List.of(Message.user("Go on"))))
                        .completions()
                        .getFirst();

        assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(stopped.text()).isEqualTo(text.substring(0, text.indexOf(stop)));
    }

    @Test
    void whatIsLongerThanTheContextIsRejectedWithBothNumbers() {
        assertThatThrownBy(() -> model.generate(request("é".repeat(100), 0, 1, null)))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("200 tokens")
                .hasMessageContaining("holds 128");
    }

    @Test
    void anAnswerEndsWithTheContext() {
        ModelResponse response = model.generate(request("x".repeat(120), 1, 1000, 3L));

        assertThat(response.usage().input() + response.usage().output()).isLessThanOrEqualTo(128);
    }

    @Test
    void theLogProbabilitiesOfItsOwnAnswerAreThoseItReported() {
        ModelSettings settings = new ModelSettings("local", 0.0, 8, null, List.of(), true);
        List<Message> conversation = List.of(Message.user("Count"));
        Completion own =
                model.generate(ModelRequest.of(settings, conversation)).completions().getFirst();
        String ascii = own.text();
        List<TokenLogProbability> given = model.logProbabilities(conversation, ascii);

        assertThat(own.logProbabilities()).hasSize(8);
        if (given.size() == own.logProbabilities().size()) {
            for (int i = 0; i < given.size(); i++) {
                assertThat(given.get(i).logProbability())
                        .isCloseTo(
                                own.logProbabilities().get(i).logProbability(),
                                Offset.offset(0.02));
            }
        }
    }

    @Test
    void theProbabilitiesOfAllNextBytesAddUpToOneWithTheOtherTokens() {
        List<Message> conversation = List.of(Message.user("Next"));
        double total = 0;
        for (char letter = ' '; letter <= '~'; letter++) {
            List<TokenLogProbability> one =
                    model.logProbabilities(conversation, String.valueOf(letter));
            assertThat(one).hasSize(1);
            total += Math.exp(one.getFirst().logProbability());
        }

        assertThat(total).isBetween(0.01, 1.0);
    }

    @Test
    void aChatTemplateOfTheFileIsUsed() {
        Path file =
                TinyModels.write(
                        folder.resolve("chat.gguf"),
                        new NetworkShape(NetworkShape.Kind.LLAMA, 258, 128, 1, 2, 64, 96),
                        TensorType.F32,
                        Map.of(
                                "tokenizer.chat_template",
                                GgufValue.of("{{'<|im_start|>' + message['role']}}")),
                        1);
        try (LocalModel chat = LocalModel.load(ModelFile.read(file), SETTINGS, null)) {
            ModelResponse response = chat.generate(request("Hi", 0, 1, null));

            assertThat(response.usage().input())
                    .isEqualTo("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n".length());
        }
    }

    @Test
    void aChatTemplateThatIsNotKnownIsRefusedAtOnce() {
        Path file =
                TinyModels.write(
                        folder.resolve("odd.gguf"),
                        SHAPE,
                        TensorType.F32,
                        Map.of("tokenizer.chat_template", GgufValue.of("{{ odd }}")),
                        1);

        assertThatThrownBy(() -> LocalModel.load(ModelFile.read(file), SETTINGS, null))
                .isInstanceOf(dev.hone.InputException.class)
                .hasMessageContaining("chat template");
    }
}
