package dev.hone.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.evaluation.Outcome;
import dev.hone.model.Completion;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.optimizer.Improvement;
import dev.hone.optimizer.gpo.Gpo;
import dev.hone.optimizer.gpo.GpoOptions;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.testkit.InMemoryLedger;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class LedgerExperiencesTest {

    private static final Prompt SEED = new Prompt("Seed 30");

    private final InMemoryLedger ledger = new InMemoryLedger();

    private void start(String run, String task) {
        ledger.append(
                new RunId(run),
                new RunEvent.RunStarted(task, SEED, "gpo", Map.of(), Map.of(), 1, "0.1"));
    }

    private void evaluated(String run, String model, String split, String prompt, Outcome... all) {
        Provenance provenance =
                new Provenance(
                        model,
                        Digest.of("settings"),
                        Digest.of("task"),
                        Digest.of(Arrays.toString(all)),
                        "0.1");
        ledger.append(
                new RunId(run),
                new RunEvent.PromptEvaluated(
                        0, new Evaluation(new Prompt(prompt), split, List.of(all), provenance)));
    }

    private static Outcome scored(String input, double score) {
        return new Outcome.Scored(
                Example.of("id of " + input, input, "t"), Prediction.of("t"), score);
    }

    private static Outcome failed(String input) {
        return new Outcome.Failed(Example.of("id of " + input, input, "t"), "time-out");
    }

    private LedgerExperiences read() {
        return LedgerExperiences.of(ledger, LedgerTask.choose(ledger, Optional.empty()));
    }

    @Test
    void aFailureIsNoScoreAndIsCountedUntilItIsRetried() {
        start("one", "navigate");
        evaluated("one", "m", "validation", "p", scored("a", 1), failed("b"), failed("c"));
        evaluated("one", "m", "validation", "p", scored("a", 1), scored("b", 0), failed("c"));
        LedgerExperiences read = read();
        assertThat(read.learning().experiences())
                .extracting(experience -> experience.query().text(), Experience::scores)
                .containsExactlyInAnyOrder(tuple("a", List.of(1.0)), tuple("b", List.of(0.0)));
        assertThat(read.failed()).isEqualTo(1);
    }

    @Test
    void oneAnswerThatWasUsedInTwoRunsIsOneScore() {
        start("one", "navigate");
        evaluated("one", "m", "validation", "p", scored("a", 1));
        start("two", "navigate");
        evaluated("two", "m", "validation", "p", scored("a", 1));
        assertThat(LedgerTask.all(ledger)).singleElement().satisfies(this::isOfBothRuns);
        assertThat(read().learning().experiences().getFirst().scores()).containsExactly(1.0);
    }

    @Test
    void aRunThatWasBegunSeveralTimesIsLearnedFromOnce() {
        start("one", "navigate");
        evaluated("one", "m", "validation", "p", scored("a", 1), failed("b"));
        evaluated("one", "m", "validation", "only before", scored("a", 0));
        start("one", "navigate");
        evaluated("one", "m", "validation", "p", scored("a", 1), scored("b", 0));
        LedgerExperiences read = read();
        assertThat(read.failed()).isZero();
        assertThat(read.learning().experiences())
                .extracting(e -> e.prompt().text(), e -> e.query().text(), Experience::scores)
                .containsExactlyInAnyOrder(
                        tuple("p", "a", List.of(1.0)),
                        tuple("p", "b", List.of(0.0)),
                        tuple("only before", "a", List.of(0.0)));
    }

    private void isOfBothRuns(LedgerTask task) {
        assertThat(task.runs()).containsExactly(new RunId("one"), new RunId("two"));
    }

    @Test
    void propensityIsThePartOfTheSplitAPromptWasTriedOn() {
        start("one", "navigate");
        evaluated("one", "m", "validation", "all", scored("a", 1), scored("b", 0), failed("c"));
        evaluated("one", "m", "validation", "few", scored("a", 1));
        assertThat(read().learning().experiences())
                .extracting(e -> e.prompt().text(), Experience::propensity)
                .contains(tuple("all", 1.0))
                .contains(tuple("few", 1.0 / 3));
    }

    @Test
    void testQueriesAreNeverLearnedFrom() {
        start("one", "navigate");
        evaluated("one", "m", "train", "p", scored("Where?", 1), scored("b", 0));
        evaluated("one", "m", "validation", "p", scored("b", 0), scored("c", 1));
        evaluated("one", "m", "test", "p", failed(" where? "), scored("d", 1));
        LedgerExperiences read = read();
        assertThat(read.learning().queries()).extracting(Query::text).containsExactly("b", "c");
        assertThat(read.learning().experiences()).allMatch(e -> e.scores().size() == 1);
        assertThat(read.leaked()).isEqualTo(1);
        assertThat(read.split("test").queries()).extracting(Query::text).containsExactly("d");
        assertThat(read.split("none").isEmpty()).isTrue();
    }

    @Test
    void severalTasksAreKeptApart() {
        start("one", "navigate");
        evaluated("one", "m", "validation", "p", scored("a", 1));
        start("two", "snarks");
        evaluated("two", "m", "validation", "p", scored("x", 1));
        start("three", "navigate");
        evaluated("three", "other", "validation", "p", scored("a", 0));
        assertThatThrownBy(this::read)
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("several tasks", "navigate@", "snarks@", "(other)");
        assertThatThrownBy(() -> LedgerTask.choose(ledger, Optional.of("navigate")))
                .hasMessageContainingAll("several tasks \"navigate\"", "differ in model")
                .hasMessageNotContaining("snarks");
        assertThatThrownBy(() -> LedgerTask.choose(ledger, Optional.of("nevigate")))
                .hasMessageContainingAll("no task \"nevigate\"", "snarks@");
        LedgerTask snarks = LedgerTask.choose(ledger, Optional.of("snarks"));
        assertThat(LedgerExperiences.of(ledger, snarks).learning().queries())
                .extracting(Query::text)
                .containsExactly("x");
        String id = LedgerTask.all(ledger).getLast().id();
        assertThat(LedgerTask.choose(ledger, Optional.of(id)).model()).isEqualTo("other");
    }

    @Test
    void anEmptyLedgerSaysWhatToDo() {
        assertThatThrownBy(this::read)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("hone optimize");
    }

    @Test
    void aRealSearchLeavesExperiencesWithoutAnotherCall() {
        AtomicInteger calls = new AtomicInteger();
        LocalEvaluator evaluator =
                new LocalEvaluator(
                        request -> {
                            calls.incrementAndGet();
                            return answer(request.messages().getLast().text());
                        },
                        ModelSettings.of("task", 0, 16),
                        4);
        Gpo gpo =
                Gpo.builder()
                        .config(GpoOptions.parse("paper", Map.of("candidates", "2", "epochs", "1")))
                        .evaluator(evaluator)
                        .optimizerModel(
                                request ->
                                        new ModelResponse(
                                                List.of(
                                                        Completion.of("Better 70"),
                                                        Completion.of("Worse 10")),
                                                TokenUsage.UNKNOWN),
                                ModelSettings.of("optimizer", 1, 512))
                        .embedder(texts -> texts.stream().map(t -> new float[] {1}).toList())
                        .listener(event -> ledger.append(new RunId("run"), event))
                        .build();
        new Improvement(gpo, evaluator, e -> ledger.append(new RunId("run"), e), () -> {})
                .run(
                        task(),
                        new RunEvent.RunStarted(
                                "percent", SEED, "gpo", Map.of(), Map.of(), 1, "0.1"));
        int paid = calls.get();

        LedgerExperiences read = read();

        assertThat(calls.get()).isEqualTo(paid);
        assertThat(read.learning().prompts())
                .contains(SEED, new Prompt("Better 70"), new Prompt("Worse 10"));
        assertThat(read.learning().queries()).hasSize(10);
        assertThat(read.learning().experiences())
                .allMatch(e -> e.propensity() == 1)
                .filteredOn(e -> e.prompt().equals(new Prompt("Better 70")))
                .extracting(Experience::score)
                .containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0);
        assertThat(read.split("test").queries()).hasSize(5);
    }

    /// Right on the first tenths of the questions, as many as the prompt's number says.
    private static ModelResponse answer(String request) {
        String[] parts = request.split("\\|", 2);
        int percent = Integer.parseInt(parts[1].substring(parts[1].lastIndexOf(' ') + 1));
        int number = Integer.parseInt(parts[0].substring(parts[0].lastIndexOf(' ') + 1));
        return ModelResponse.of(number * 10 < percent ? "yes" : "no");
    }

    private static Task task() {
        return Task.of(
                "percent",
                Splits.of(data("train", 24), data("validation", 10), data("test", 5)),
                new Template("{{input}}|{{prompt}}"),
                (text, example) -> text,
                (prediction, example) -> prediction.answer().equals(example.target()) ? 1 : 0);
    }

    private static Dataset data(String name, int size) {
        return new Dataset(
                name,
                IntStream.range(0, size)
                        .mapToObj(i -> Example.of(name + "/" + i, name + " " + i, "yes"))
                        .toList());
    }
}
