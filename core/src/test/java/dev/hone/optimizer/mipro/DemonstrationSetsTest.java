package dev.hone.optimizer.mipro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.optimizer.search.Demonstrations;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.Scripted;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class DemonstrationSetsTest {

    private final List<ModelRequest> requests = new ArrayList<>();

    /// Reasons, and is right on even inputs.
    private final Evaluator evaluator =
            new LocalEvaluator(this::answer, ModelSettings.of("task", 0, 16), 1);

    private ModelResponse answer(ModelRequest request) {
        requests.add(request);
        int input = Integer.parseInt(request.messages().getLast().text().split("\\|", 2)[0]);
        return ModelResponse.of(input % 2 == 0 ? "As it is even: yes" : "As it is odd: no");
    }

    private static Task task(int train) {
        return Task.of(
                "reasoning",
                Scripted.task(train).splits(),
                Scripted.task(train).template(),
                (text, example) -> text.substring(text.lastIndexOf(' ') + 1),
                (prediction, example) -> prediction.answer().equals(example.target()) ? 1 : 0);
    }

    private static DemonstrationSets sets(Task task, String number, String shots) {
        MiproConfig config =
                MiproConfig.parse("default", Map.of("demonstration-sets", number, "shots", shots));
        return DemonstrationSets.of(task, config, new RandomStreams(1));
    }

    @Test
    void theFirstIsEmptyAndTheOthersDiffer() {
        List<Demonstrations> drawn = sets(task(8), "6", "4").drawn();

        assertThat(drawn).hasSize(6).doesNotHaveDuplicates();
        assertThat(drawn.getFirst().examples()).isEmpty();
        assertThat(drawn.subList(1, 6))
                .allSatisfy(set -> assertThat(set.examples()).hasSize(4).doesNotHaveDuplicates());
    }

    @Test
    void aRightAnswerIsShownInTheModelsWordsAndEachExampleIsAskedOnce() {
        DemonstrationSets sets = sets(task(8), "6", "4");

        List<Demonstrations> shown = sets.inTheModelsWords(evaluator, new Prompt("Say."));

        for (int i = 0; i < 6; i++) {
            List<Example> bare = sets.drawn().get(i).examples();
            assertThat(shown.get(i).examples())
                    .extracting(Example::id)
                    .isEqualTo(bare.stream().map(Example::id).toList());
            assertThat(shown.get(i).examples())
                    .allSatisfy(
                            example ->
                                    assertThat(example.target())
                                            .isEqualTo(
                                                    Integer.parseInt(example.input()) % 2 == 0
                                                            ? "As it is even: yes"
                                                            : "yes"));
        }
        assertThat(requests).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void aSmallPoolGivesFewerSets() {
        assertThat(sets(task(1), "6", "4").drawn()).hasSize(2);
        assertThat(sets(task(8), "6", "0").drawn()).hasSize(1);
        assertThat(sets(task(0), "1", "4").inTheModelsWords(evaluator, Prompt.EMPTY)).hasSize(1);
        assertThat(requests).isEmpty();
    }

    @Test
    void thereMustBeSomethingToDrawFromAndAPlace() {
        assertThatThrownBy(() -> sets(task(0), "2", "4"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("mipro draws demonstrations from it. Give data.train (or")
                .hasMessageContaining("set optimizer.shots to 0");
        Template parts = new Template("{{input}}|{{prompt.style}} {{prompt.form}}");
        assertThatThrownBy(() -> sets(Scripted.task(8, parts), "2", "4"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("mipro puts solved examples into the prompt");
    }

    @Test
    void whatIsTooLongTogetherIsNoCandidate() {
        Task task = task(8);
        List<Prompt> instructions =
                List.of(new Prompt("Seed 30"), new Prompt("x".repeat(19_990) + " 90"));

        Candidates candidates =
                Candidates.of(
                        instructions,
                        sets(task, "3", "2").drawn(),
                        task,
                        new Drafts(task, event -> {}));

        assertThat(candidates.prompts().keySet())
                .containsExactly(Choice.SEED, new Choice(0, 1), new Choice(0, 2), new Choice(1, 0));
        assertThat(candidates.prompts().values().stream().skip(2))
                .first()
                .extracting(Prompt::text)
                .asString()
                .startsWith("Here are other examples, with their answers.")
                .endsWith("\n\nSeed 30");
    }
}
