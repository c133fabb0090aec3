package dev.hone.recipe.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.models.Models;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.policy.libtorch.Torch;
import dev.hone.recipe.lesson.Lesson;
import dev.hone.recipe.lesson.Lessons;
import dev.hone.recipe.network.LlamaConfig;
import dev.hone.recipe.tokenizer.WordTokenizer;
import dev.hone.recipe.training.LearningRate;
import dev.hone.recipe.training.Recall;
import dev.hone.recipe.training.Teaching;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class GgufExportTest {

    /// The letters of a word, the other way round: positions matter, and words are spelled.
    private static final Lessons BACKWARDS =
            random -> {
                StringBuilder word = new StringBuilder();
                for (int i = 0; i < 3; i++) {
                    word.append((char) ('a' + random.nextInt(5)));
                }
                String question = "Turn it:\n" + word + "\nNow.";
                return new Lesson(question, word.reverse().toString());
            };

    private static final LearningRate RATE = new LearningRate(5e-3, 20, 300, 500);

    @TempDir Path folder;

    @Test
    void llamaCppAnswersAsTheNetworkThatWasTaught() {
        Torch.prepare();
        WordTokenizer tokenizer = new WordTokenizer(List.of("Turn", " it", ":\n", "Now"));
        LlamaConfig config = new LlamaConfig(tokenizer.size(), 64, 32, 2, 2, 64);
        List<Lesson> lessons = new ArrayList<>();
        List<Boolean> recalled;
        try (Teaching teaching = new Teaching(config, tokenizer, 512, 1, 1)) {
            teaching.teach(BACKWARDS, RATE, 500, step -> {});
            IntStream.range(0, 125)
                    .mapToObj(GgufExportTest::word)
                    .forEach(word -> lessons.add(lesson(word)));
            recalled = new Recall(config, teaching.network(), tokenizer).given(lessons);
            GgufExport.write(
                    folder.resolve("model.gguf"), config, teaching.parameters(), tokenizer);
        }

        List<Boolean> given = answers(lessons);

        assertThat(recalled).contains(true);
        long same =
                IntStream.range(0, given.size())
                        .filter(i -> given.get(i).equals(recalled.get(i)))
                        .count();
        // Eight bits in the place of thirty-two may turn an answer that hung in the balance.
        assertThat(same).isGreaterThan(lessons.size() * 9L / 10);
    }

    private List<Boolean> answers(List<Lesson> lessons) {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.toString());
        ConnectedModel model =
                Models.standard()
                        .connect(
                                "local:model.gguf",
                                new ModelContext(environment, Duration.ofMinutes(1), folder));
        return lessons.stream().map(lesson -> answer(model, lesson)).toList();
    }

    private static boolean answer(ConnectedModel model, Lesson lesson) {
        ModelRequest request =
                ModelRequest.of(
                        ModelSettings.of("local", 0, 8), List.of(Message.user(lesson.question())));
        return model.model().generate(request).text().equals(lesson.answer());
    }

    private static String word(int number) {
        return new String(
                new char[] {
                    (char) ('a' + number / 25),
                    (char) ('a' + number / 5 % 5),
                    (char) ('a' + number % 5)
                });
    }

    private static Lesson lesson(String word) {
        return new Lesson(
                "Turn it:\n" + word + "\nNow.", new StringBuilder(word).reverse().toString());
    }
}
