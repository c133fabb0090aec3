package dev.hone.recipe.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.policy.libtorch.Torch;
import dev.hone.recipe.lesson.Lesson;
import dev.hone.recipe.lesson.Lessons;
import dev.hone.recipe.network.LlamaConfig;
import dev.hone.recipe.tokenizer.WordTokenizer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class TeachingTest {

    private static final List<String> LETTERS = List.of("a", "b", "c", "d", "e", "f");

    /// The letter behind the one that is asked.
    private static final Lessons NEXT =
            random -> {
                int letter = random.nextInt(LETTERS.size() - 1);
                return new Lesson("next:\n" + LETTERS.get(letter), LETTERS.get(letter + 1));
            };

    private static final LearningRate RATE = new LearningRate(1e-2, 10, 100, 200);

    private final WordTokenizer tokenizer = new WordTokenizer(List.of("next", ":\n"));
    private final LlamaConfig config = new LlamaConfig(tokenizer.size(), 32, 16, 2, 2, 32);

    @TempDir Path folder;

    @BeforeAll
    static void loadLibtorch() {
        Torch.prepare();
    }

    private Teaching teaching() {
        return new Teaching(config, tokenizer, 64, 2, 1);
    }

    @Test
    void whatIsTaughtIsRecalled() {
        Teaching teaching = teaching();
        Recall recall = new Recall(config, teaching.network(), tokenizer);
        List<Lesson> known = List.of(new Lesson("next:\nb", "c"), new Lesson("next:\ne", "f"));
        assertThat(recall.given(known)).contains(false);

        teaching.teach(NEXT, RATE, 100, step -> {});

        assertThat(recall.given(known)).containsExactly(true, true);
        assertThat(recall.given(List.of(new Lesson("next:\nb", "d")))).containsExactly(false);
    }

    @Test
    void teachingThatIsTakenUpAgainGoesOnAsItWouldHave() {
        Teaching whole = teaching();
        whole.teach(NEXT, RATE, 5, step -> {});
        Path file = folder.resolve("checkpoint.safetensors");
        whole.save(file);
        List<Double> expected = new ArrayList<>();
        whole.teach(NEXT, RATE, 10, step -> expected.add(step.loss()));

        Teaching resumed = teaching();
        resumed.resume(file, 5);
        List<Double> losses = new ArrayList<>();
        resumed.teach(NEXT, RATE, 10, step -> losses.add(step.loss()));

        assertThat(losses).isEqualTo(expected);
    }

    @Test
    void theLearningRateRisesStaysAndFalls() {
        LearningRate rate = new LearningRate(1, 10, 20, 40);

        assertThat(rate.at(4)).isEqualTo(0.5);
        assertThat(rate.at(15)).isEqualTo(1);
        assertThat(rate.at(30)).isEqualTo(0.5);
        assertThat(rate.at(40)).isEqualTo(0.05);
    }
}
