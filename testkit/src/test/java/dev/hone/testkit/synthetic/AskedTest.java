package dev.hone.testkit.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.optimizer.catalog.Algorithms;
import dev.hone.optimizer.search.OptimizerModel;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.WordEdits;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;
import dev.hone.testkit.synthetic.Skills.Skill;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// That the stand-in for an optimizer model reads every optimizer's requests as well as any
/// other's.
class AskedTest {

    private static final String SEED = "Say what the number is called.";
    private static final List<String> POOL =
            List.of(
                    SEED,
                    "Say what the number is called in English.",
                    "Say what the number is.",
                    "Which number is it?",
                    "Which number is it, in English?",
                    "Name it!",
                    "Name the number, please.",
                    "Write it down\nas a word: {number}",
                    "In a word, which?");
    private static final Recorded SURFACE =
            new Recorded(
                    0.5,
                    IntStream.range(0, POOL.size())
                            .mapToObj(i -> new Recorded.Scored(POOL.get(i), 0.5 + 0.05 * i))
                            .toList());
    private static final Task TASK =
            Task.of(
                    "numbers",
                    Splits.of(data("train", 16), data("validation", 12), data("test", 4)),
                    Template.QUESTION_END,
                    (text, example) -> text,
                    (p, example) -> p.answer().equals(example.target()) ? 1 : 0);

    private static Dataset data(String name, int size) {
        return new Dataset(
                name,
                IntStream.range(0, size)
                        .mapToObj(i -> Example.of(name + i, name + " " + i, "-" + name + i))
                        .toList());
    }

    /// All requests for prompts that a whole search makes.
    private static List<ModelRequest> requests(String optimizer, String preset) {
        List<ModelRequest> requests = Collections.synchronizedList(new ArrayList<>());
        LanguageModel model = new SyntheticModel(SURFACE, TASK);
        LanguageModel watched =
                request -> {
                    if (request.messages().getLast().text().contains("<START>")) {
                        requests.add(request);
                    }
                    return model.generate(request);
                };
        RandomStreams random = new RandomStreams(1);
        SearchRoles roles =
                new SearchRoles(
                        new LocalEvaluator(model, ModelSettings.of("synthetic", 0, 64), 1),
                        new OptimizerModel(watched, ModelSettings.of("optimizer", 1, 512), random),
                        texts -> texts.stream().map(text -> new float[] {1}).toList(),
                        random,
                        RunListener.NONE);
        Map<String, String> options = new HashMap<>();
        if (Algorithms.options(optimizer).containsKey("prompts")) {
            options.putAll(Map.of("prompts", "4", "steps", "3"));
        }
        Algorithms.parse(optimizer, preset, options)
                .optimizer(roles, 4)
                .optimize(TASK, new Prompt(SEED));
        return requests;
    }

    @ParameterizedTest
    @CsvSource({
        "gpo,default", "gpo,paper", "apo,default", "capo,default", "evoprompt,default",
        "evoprompt,ga", "gepa,default", "mipro,default", "opro,default", "pe2,default",
        "sgdm,default"
    })
    void inEveryRequestOfEveryOptimizerAPromptIsFound(String optimizer, String preset) {
        List<ModelRequest> requests = requests(optimizer, preset);
        assertThat(requests).isNotEmpty();
        assertThat(requests)
                .filteredOn(request -> !Asked.read(request, POOL, false).reasons())
                .isNotEmpty()
                .allSatisfy(
                        request ->
                                assertThat(Asked.read(request, POOL, false).shown()).isNotEmpty())
                .first()
                .satisfies(
                        request ->
                                assertThat(Asked.read(request, POOL, false).shown())
                                        .extracting(Asked.Shown::prompt)
                                        .containsExactly(SEED));
    }

    @ParameterizedTest
    @CsvSource({"gpo,default", "gpo,paper", "gepa,default", "opro,default"})
    void theScoresOfAllWhoSayThemAreRead(String optimizer, String preset) {
        assertThat(requests(optimizer, preset))
                .allSatisfy(
                        request ->
                                assertThat(Asked.read(request, POOL, false).shown())
                                        .allMatch(shown -> shown.score() != null));
    }

    @Test
    void whoShowsNoPromptGetsOneAtRandomAndWhoAsksForReasonsGetsNoPrompt() {
        ModelRequest first = requests("ape", "default").getFirst();
        assertThat(Asked.read(first, POOL, false).shown()).isEmpty();
        assertThat(requests("apo", "default").getFirst())
                .satisfies(
                        request -> {
                            assertThat(Asked.read(request, POOL, false).reasons()).isTrue();
                            assertThat(new PoolProposer(SURFACE).propose(request, 0))
                                    .startsWith("<START>")
                                    .doesNotContain(POOL);
                        });
    }

    private static ModelRequest request(String text) {
        return ModelRequest.of(ModelSettings.of("optimizer", 1, 512), List.of(Message.user(text)));
    }

    @Test
    void aLongerPromptIsNotTakenForTheShorterWithinIt() {
        Asked asked =
                Asked.read(
                        request(
                                """
                                Prompt 1: Which number is it, in English?
                                text:
                                Write it down
                                as a word: {number}
                                score:
                                7

                                The current prompt:
                                Say what the number is called in English.
                                Its score: 100

                                Change at most 12 words. <START>\
                                """),
                        POOL,
                        false);
        assertThat(asked.shown())
                .containsExactly(
                        new Asked.Shown(List.of(POOL.get(4)), null, false),
                        new Asked.Shown(List.of(POOL.get(7)), 7, false),
                        new Asked.Shown(List.of(POOL.get(1)), 100, true));
        assertThat(asked.mostWords()).isEqualTo(12);
    }

    @Test
    void poolProposalsAreNearTheBetterPromptsAndKeepTheLimit() {
        PoolProposer proposer = new PoolProposer(SURFACE);
        String metaPrompt = "The current prompt:\n" + SEED + "\nIts score: 20\n<START>";
        Map<String, Integer> drawn = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            String text = proposer.propose(request(metaPrompt), i);
            drawn.merge(text.substring(7, text.length() - 5), 1, Integer::sum);
        }
        assertThat(drawn.keySet()).doesNotContain(SEED).isSubsetOf(POOL);
        assertThat(drawn.getOrDefault(POOL.get(1), 0) + drawn.getOrDefault(POOL.get(2), 0))
                .isGreaterThan(700);
        assertThat(drawn.getOrDefault(POOL.get(5), 0)).isBetween(5, 50);
        ModelRequest limited = request(metaPrompt + " You may change at most 3 words.");
        assertThat(IntStream.range(0, 200).mapToObj(i -> proposer.propose(limited, i)))
                .allMatch(
                        text ->
                                WordEdits.between(
                                                new Prompt(text.substring(7, text.length() - 5)),
                                                new Prompt(SEED))
                                        <= 3)
                .anyMatch(text -> text.contains("English"));
    }

    @Test
    void proposalsOfSentencesStartFromTheBetterPromptsAndKeepTheLimit() {
        Additive surface =
                new Additive(
                        List.of(
                                new Skill("a", 0.5, List.of("alpha"), List.of("Use alpha.")),
                                new Skill("b", 0.5, List.of("beta"), List.of("Now use beta."))),
                        List.of("Take care.", "Be brief."));
        Proposer proposer = Proposer.of(surface);
        String metaPrompt =
                "text:\nTake care. Be brief.\nscore:\n10\n\ntext:\nUse alpha.\nscore:\n50\n<START>";
        List<String> written =
                IntStream.range(0, 600)
                        .mapToObj(i -> proposer.propose(request(metaPrompt), i))
                        .toList();
        long fromBetter = written.stream().filter(text -> text.contains("alpha")).count();
        assertThat(fromBetter).isBetween(300L, 540L);
        assertThat(written).anyMatch(text -> text.contains("Use alpha. Now use beta."));
        ModelRequest limited =
                request(
                        "The current prompt:\nTake care. Be brief.\n\nChange at most 2 words."
                                + " <START>");
        assertThat(IntStream.range(0, 200).mapToObj(i -> proposer.propose(limited, i)))
                .noneMatch(text -> text.contains("beta"))
                .anyMatch(text -> text.contains("Use alpha."))
                .anyMatch(text -> text.equals("<START>Be brief.<END>"));
    }

    @Test
    void asManyPromptsAsAreAskedForAreWritten() {
        String text =
                new PoolProposer(SURFACE)
                        .propose(
                                request("Write 3 different better prompts. Put each in <START>"),
                                0);
        assertThat(text.split("<START>")).hasSize(4);
    }
}
