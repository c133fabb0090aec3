package dev.hone.testkit.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.optimizer.Improvement;
import dev.hone.optimizer.gpo.Gpo;
import dev.hone.optimizer.gpo.GpoConfig;
import dev.hone.optimizer.gpo.GpoOptions;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class SyntheticModelTest {

    private static final Skills SKILLS =
            new Skills(
                    List.of(
                            new Skills.Skill(
                                    "task", 0.9, List.of("opposite"), List.of("Say the opposite.")),
                            new Skills.Skill(
                                    "form", 0.4, List.of("one word"), List.of("Use one word."))),
                    List.of("Be nice.", "Take care.", "Relax."));
    private static final Task TASK =
            Task.of(
                    "numbers",
                    Splits.of(data("train", 16), data("validation", 50), data("test", 50)),
                    Template.QUESTION_END,
                    (text, example) -> text,
                    (p, example) -> p.answer().equals(example.target()) ? 1 : 0);
    private static final ModelSettings SETTINGS = ModelSettings.of("synthetic", 0, 64);

    private static Dataset data(String name, int size) {
        return new Dataset(
                name,
                IntStream.range(0, size)
                        .mapToObj(i -> Example.of(name + i, name + " " + i, "-" + name + i))
                        .toList());
    }

    private static double score(String prompt) {
        SyntheticModel model = new SyntheticModel(SKILLS, TASK);
        Evaluation evaluation =
                new LocalEvaluator(model, SETTINGS, 8)
                        .evaluate(TASK, new Prompt(prompt), TASK.splits().validation());
        return evaluation.score();
    }

    @Test
    void theScoreIsThePartOfTheExamplesWhoseNeedsThePromptNames() {
        double neither = score("Think.");
        double task = score("Say the OPPOSITE.");
        double both = score("Say the opposite in one word.");
        assertThat(neither).isBetween(0.0, 0.2);
        assertThat(task).isBetween(0.45, 0.75);
        assertThat(both).isEqualTo(1);
        assertThat(score("")).isEqualTo(neither);
    }

    @Test
    void theInputDoesNotNameSkills() {
        Example cue = Example.of("x", "opposite of one word", "right");
        Task task =
                Task.of(
                        "cue",
                        Splits.of(
                                Dataset.empty("train"),
                                new Dataset("validation", List.of(cue, Example.of("y", "y", "z"))),
                                Dataset.empty("test")),
                        Template.QUESTION_BEGIN,
                        (text, example) -> text,
                        (p, e) -> 0);
        Skills always =
                new Skills(
                        List.of(new Skills.Skill("all", 1, List.of("opposite"), List.of())),
                        List.of("Relax."));
        SyntheticModel model = new SyntheticModel(always, task);
        String question = task.template().render(new Prompt("Think."), cue);
        assertThat(
                        model.generate(ModelRequest.of(SETTINGS, List.of(Message.user(question))))
                                .text())
                .isEqualTo("z");
    }

    @Test
    void proposalsKeepTheEditBudgetAndDifferBySample() {
        String metaPrompt =
                """
                The current prompt:
                Think about it.
                Its score: 10

                You may change at most 3 words of the current prompt.
                Put the new prompt between <START> and <END>.\
                """;
        List<String> proposals =
                new SyntheticModel(SKILLS, TASK)
                                .generate(
                                        new ModelRequest(
                                                SETTINGS,
                                                List.of(Message.user(metaPrompt)),
                                                16,
                                                1L))
                                .completions()
                                .stream()
                                .map(Completion::text)
                                .toList();
        assertThat(proposals).anyMatch(text -> text.contains("Say the opposite."));
        assertThat(proposals)
                .allMatch(
                        text -> text.replaceAll("(?s).*<START>|<END>", "").split(" ").length <= 6);
        assertThat(new HashSet<>(proposals)).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void gpoFindsTheSkillsWithBothPresets(long seed) {
        assertThat(best(GpoOptions.parse("default", Map.of("momentum", "recency")), seed, 8))
                .isGreaterThan(0.9);
        assertThat(best(GpoOptions.parse("paper", Map.of("momentum", "recency")), seed, 8))
                .isGreaterThan(0.9);
    }

    @Test
    void theSameSeedGivesTheSameEventsAtOneAndManyWorkers() {
        GpoConfig config = GpoOptions.parse("default", Map.of("momentum", "recency"));
        List<RunEvent> one = run(config, 3, 1);
        assertThat(run(config, 3, 256)).isEqualTo(one);
        assertThat(run(config, 4, 256)).isNotEqualTo(one);
    }

    private static double best(GpoConfig config, long seed, int workers) {
        return run(config, seed, workers).stream()
                .filter(RunEvent.StepCompleted.class::isInstance)
                .mapToDouble(event -> ((RunEvent.StepCompleted) event).bestScore())
                .max()
                .orElseThrow();
    }

    private static List<RunEvent> run(GpoConfig config, long seed, int workers) {
        SyntheticModel model = new SyntheticModel(SKILLS, TASK);
        LocalEvaluator evaluator = new LocalEvaluator(model, SETTINGS, workers);
        List<RunEvent> events = new ArrayList<>();
        Gpo gpo =
                Gpo.builder()
                        .config(config)
                        .evaluator(evaluator)
                        .optimizerModel(model, ModelSettings.of("synthetic", 1, 512))
                        .random(new RandomStreams(seed))
                        .listener(events::add)
                        .build();
        RunEvent.RunStarted start =
                new RunEvent.RunStarted(
                        "numbers", new Prompt("Think."), "gpo", Map.of(), Map.of(), seed, "test");
        new Improvement(gpo, evaluator, events::add, () -> {}).run(TASK, start);
        return events;
    }

    @Test
    void aSkillsFileIsReadOrRefusedWithItsName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("skills.json");
        Files.writeString(
                file,
                """
                {"skills": [{"name": "a", "share": 0.5, "cues": ["x"], "phrases": ["x y"]}],
                 "distractors": ["z"]}\
                """);
        assertThat(Skills.read(file).skills().getFirst().share()).isEqualTo(0.5);
        Files.writeString(file, "{\"skills\": [{\"nam\": \"a\"}]}");
        assertThatThrownBy(() -> Skills.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("skills.json")
                .hasMessageContaining("nam");
        assertThatThrownBy(() -> Skills.read(folder.resolve("none.json")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none.json");
    }
}
