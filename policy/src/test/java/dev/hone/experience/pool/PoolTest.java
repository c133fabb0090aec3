package dev.hone.experience.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.experience.Experience;
import dev.hone.experience.Query;
import dev.hone.experience.pool.PromptPool.Member;
import dev.hone.model.Completion;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.run.RandomStreams;
import dev.hone.testkit.ScriptedModel;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class PoolTest {

    private static final RandomStreams RANDOM = new RandomStreams(1);
    private static final Prompt SEED = new Prompt("Name the Emotion of the tweet.");

    private static Paraphraser paraphraser(ScriptedModel model, int rewrites) {
        return new Paraphraser(model, ModelSettings.of("m", 1, 512), RANDOM, rewrites);
    }

    @Test
    void rewritesAreReadInWhateverListTheModelWrote() {
        ScriptedModel model =
                ScriptedModel.inOrder(
                        """
                        Here are three rewrites:

                        1. "What emotion does the tweet show?"
                        - Say which **emotion** the tweet has.
                        NAME the emotion of  the tweet.
                        3) Tell me the emotion.
                        """);
        PromptPool pool = paraphraser(model, 3).widen(List.of(SEED), List.of("emotion"));
        assertThat(pool.prompts())
                .extracting(Prompt::text)
                .containsExactly(
                        SEED.text(),
                        "What emotion does the tweet show?",
                        "Say which emotion the tweet has.",
                        "Tell me the emotion.");
        assertThat(pool.members())
                .extracting(Member::rewriteOf)
                .containsExactly(
                        Optional.empty(), Optional.of(SEED), Optional.of(SEED), Optional.of(SEED));
        assertThat(pool.rejected()).isEqualTo(1);
        assertThat(pool.notes()).isEmpty();
    }

    @Test
    void theMetaPromptIsRecordedAsItWasAsked() {
        ScriptedModel model = ScriptedModel.inOrder("The emotion?");
        PromptPool pool = paraphraser(model, 1).widen(List.of(SEED), List.of("emotion", "joy"));
        String asked = model.requests().getFirst().messages().getFirst().text();
        assertThat(asked)
                .isEqualTo(pool.metaPrompt().replace("{{seed}}", SEED.text()))
                .contains("in 1 different ways", "emotion, joy", "at most 30 words");
    }

    @Test
    void whatAHostileModelWritesIsNoPrompt() {
        String hostile =
                Stream.of(
                                "word ".repeat(31) + "emotion",
                                "emotion" + "x".repeat(400),
                                "emotion \u001b[31mred",
                                "emotion \u202Eback to front",
                                "without the name",
                                "")
                        .collect(Collectors.joining("\n"));
        ScriptedModel model =
                ScriptedModel.answering(request -> hostile + "\n" + "emotion\n".repeat(1_000_000));
        PromptPool pool = paraphraser(model, 4).widen(List.of(SEED), List.of("emotion"));
        assertThat(pool.prompts()).extracting(Prompt::text).containsExactly(SEED.text(), "emotion");
        assertThat(model.requests()).hasSize(3);
        assertThat(model.requests()).extracting(ModelRequest::seed).doesNotHaveDuplicates();
        assertThat(pool.rejected()).isEqualTo(15);
        assertThat(pool.notes()).singleElement().asString().contains("1 of 4 rewrites of");
    }

    @Test
    void whatTheTokenLimitCutOffIsNoRewrite() {
        Paraphraser paraphraser =
                new Paraphraser(
                        request ->
                                new ModelResponse(
                                        List.of(
                                                new Completion(
                                                        "Whole one.\nHalf of the",
                                                        Completion.FinishReason.LENGTH,
                                                        List.of())),
                                        TokenUsage.UNKNOWN),
                        ModelSettings.of("m", 1, 5),
                        RANDOM,
                        2);
        assertThat(paraphraser.widen(List.of(SEED), List.of()).prompts())
                .containsExactly(SEED, new Prompt("Whole one."));
    }

    @Test
    void aSeedTheModelGivesNoAnswerToCostsANoteAndNotThePool() {
        ScriptedModel model =
                ScriptedModel.answering(
                        request -> {
                            if (request.messages().getFirst().text().endsWith("bad")) {
                                throw new ModelException.Rejected("too \u0007 hot", null);
                            }
                            return "Better";
                        });
        PromptPool pool =
                paraphraser(model, 1)
                        .widen(
                                List.of(new Prompt("bad"), Prompt.EMPTY, new Prompt("good")),
                                List.of());
        assertThat(pool.prompts())
                .extracting(Prompt::text)
                .containsExactly("bad", "", "good", "Better");
        assertThat(pool.notes()).containsExactly("0 of 1 rewrites of \"bad\": too \\u0007 hot");
    }

    private static Example labelled(String id, String label, String... choices) {
        return new Example(id, "text " + id, List.of(label), List.of(choices), Map.of());
    }

    private static Dataset labelled(int each, String... choices) {
        return new Dataset(
                "train",
                Stream.of(choices)
                        .flatMap(
                                label ->
                                        IntStream.range(0, each)
                                                .mapToObj(i -> labelled(label + i, label, choices)))
                        .toList());
    }

    private static Map<String, Long> counts(Dataset sample) {
        return sample.stream()
                .collect(Collectors.groupingBy(Example::target, Collectors.counting()));
    }

    private static RandomGenerator random(String name) {
        return RANDOM.stream(name);
    }

    @Test
    void everyClassHasTheSameShareAndTheLastOnesTheRemainder() {
        Dataset sample = BalancedSample.of(labelled(20, "a", "b", "c", "d"), 10, random("s"));
        assertThat(counts(sample)).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 3L, "d", 3L));
        assertThat(sample.stream().map(Example::target).toList())
                .isNotEqualTo(sample.stream().map(Example::target).sorted().toList());
        assertThat(BalancedSample.of(labelled(20, "a", "b", "c", "d"), 10, random("s")))
                .isEqualTo(sample);
    }

    @Test
    void aClassWithTooFewExamplesGivesAllItHas() {
        Dataset few =
                new Dataset(
                        "train",
                        Stream.concat(
                                        labelled(20, "a", "b").stream()
                                                .filter(e -> e.target().equals("a")),
                                        Stream.of(labelled("b0", "b", "a", "b")))
                                .toList());
        assertThat(counts(BalancedSample.of(few, 6, random("s"))))
                .isEqualTo(Map.of("a", 5L, "b", 1L));
    }

    @Test
    void withoutSharedChoicesTheSampleIsUniform() {
        Dataset free =
                new Dataset(
                        "train",
                        IntStream.range(0, 50).mapToObj(i -> labelled("q" + i, "t")).toList());
        assertThat(BalancedSample.of(free, 50, random("s")).examples())
                .containsExactlyInAnyOrderElementsOf(free.examples());
        assertThatThrownBy(() -> BalancedSample.of(free, 51, random("s")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("51", "train has 50");
    }

    @Test
    void allPromptsAreScoredOnOneSampleThatNoJudgeHas() {
        Dataset train = labelled(10, "a", "b");
        Dataset test = new Dataset("test", List.of(Example.of("other id", " TEXT a0", "a")));
        Task task =
                Task.of(
                        "letters",
                        Splits.of(train, Dataset.empty("validation"), test),
                        new Template("{{input}}|{{prompt}}"),
                        (text, example) -> text,
                        (prediction, example) ->
                                prediction.answer().equals(example.target()) ? 1 : 0);
        ScriptedModel model =
                ScriptedModel.answering(
                        request -> {
                            String text = request.messages().getLast().text();
                            if (text.startsWith("text b1|")) {
                                throw new ModelException.Transient("busy", null);
                            }
                            return text.endsWith("First") ? "a" : "b";
                        });
        DatasetBuilder builder =
                new DatasetBuilder(
                        new LocalEvaluator(model, ModelSettings.of("m", 0, 8), 4), RANDOM);
        PromptPool pool = PromptPool.of(List.of(new Prompt("First"), new Prompt("Second")));

        BuiltDataset built = builder.build(task, pool, 19);

        // What failed for now was asked twice.
        assertThat(model.requests())
                .hasSize(40)
                .satisfies(all -> assertThat(Set.copyOf(all)).hasSize(38));
        assertThat(built.failed()).isEqualTo(2);
        assertThat(built.experiences().experiences()).hasSize(36);
        assertThat(built.experiences().queries())
                .extracting(Query::text)
                .hasSize(18)
                .doesNotContain("text a0");
        assertThat(built.experiences().experiences())
                .filteredOn(e -> e.prompt().text().equals("First"))
                .extracting(Experience::score)
                .filteredOn(score -> score == 1)
                .hasSize(9);
        assertThatThrownBy(() -> builder.build(task, pool, 20))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("train has 19");
    }
}
