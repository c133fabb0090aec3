package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.ledger.LedgeredModel;
import dev.hone.ledger.UsageMeter;
import dev.hone.limit.Cancellation;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.Optimizer;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.run.RunListener;
import dev.hone.run.StopReason;
import dev.hone.testkit.synthetic.Skills;
import dev.hone.testkit.synthetic.SyntheticModel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// What every [Optimizer] promises. Extend it and say how to make one.
public abstract class OptimizerContract {

    private static final Skills SKILLS =
            new Skills(
                    List.of(
                            new Skills.Skill("a", 0.7, List.of("alpha"), List.of("Use alpha.")),
                            new Skills.Skill("b", 0.5, List.of("beta"), List.of("Then beta."))),
                    List.of("Take care.", "Be brief.", "Go on."));
    private static final Prompt SEED = new Prompt("Think.");
    private static final Splits SPLITS =
            Splits.of(train(), data("validation", 30), data("test", 30));
    private static final List<Double> DEATHS = List.of(0.0, 0.15, 0.4, 0.65, 0.9);

    /// An optimizer of a few steps.
    ///
    /// @param seed of its random streams
    protected abstract Optimizer optimizer(
            Evaluator evaluator, LanguageModel optimizerModel, long seed, RunListener listener);

    /// The prompt the searches start from.
    protected Prompt seed() {
        return SEED;
    }

    /// Where the prompt, or each of its parts, stands. With all parts side by side, in order, in
    /// the place of the prompt of the default.
    protected Template template() {
        return Template.QUESTION_END;
    }

    private Task task() {
        return task(template());
    }

    private static Task task(Template template) {
        return Task.of(
                "contract",
                SPLITS,
                template,
                (text, example) -> text,
                (p, example) -> p.answer().equals(example.target()) ? 1 : 0);
    }

    /// Every other example shows a skill, as a demonstration does.
    private static Dataset train() {
        List<String> shown = List.of("alpha", "go", "beta", "go");
        return new Dataset(
                "train",
                IntStream.range(0, 16)
                        .mapToObj(
                                i ->
                                        Example.of(
                                                "train" + i,
                                                "train " + i + " " + shown.get(i % 4),
                                                "-train" + i))
                        .toList());
    }

    private static Dataset data(String name, int size) {
        return new Dataset(
                name,
                IntStream.range(0, size)
                        .mapToObj(i -> Example.of(name + i, name + " " + i, "-" + name + i))
                        .toList());
    }

    private Optimization search(LanguageModel model, int workers, long seed, RunListener listener) {
        Evaluator evaluator =
                new LocalEvaluator(model, ModelSettings.of("synthetic", 0, 64), workers);
        return optimizer(evaluator, model, seed, listener).optimize(task(), seed());
    }

    private static LanguageModel synthetic() {
        return new SyntheticModel(SKILLS, task(Template.QUESTION_END));
    }

    @Test
    void itFindsABetterPromptWhereThereIsOne() {
        Optimization found = search(synthetic(), 8, 1, RunListener.NONE);

        assertThat(found.seed().prompt()).isEqualTo(seed());
        assertThat(found.best().score()).isGreaterThan(found.seed().score());
        assertThat(found.best().dataset()).isEqualTo("validation");
        assertThat(found.trajectory().best().prompt()).isEqualTo(found.best().prompt());
    }

    @Test
    void theSameSeedGivesTheSameEventsHoweverManyWorkers() {
        List<RunEvent> one = new ArrayList<>();
        List<RunEvent> many = new ArrayList<>();
        List<RunEvent> other = new ArrayList<>();

        search(synthetic(), 1, 5, one::add);
        search(synthetic(), 256, 5, many::add);
        search(synthetic(), 8, 6, other::add);

        assertThat(many).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void theTestSplitIsNeverLookedAt() {
        List<String> questions = Collections.synchronizedList(new ArrayList<>());
        LanguageModel model = synthetic();
        LanguageModel watched =
                request -> {
                    questions.add(request.messages().toString());
                    return model.generate(request);
                };

        search(watched, 8, 1, RunListener.NONE);

        assertThat(questions).isNotEmpty().noneMatch(question -> question.contains("test "));
    }

    @Test
    void noPromptIsEvaluatedTwice() {
        List<Prompt> evaluated = new ArrayList<>();
        search(
                synthetic(),
                8,
                1,
                event -> {
                    if (event instanceof RunEvent.PromptEvaluated done) {
                        evaluated.add(done.evaluation().prompt());
                    }
                });

        assertThat(evaluated).doesNotHaveDuplicates().first().isEqualTo(seed());
    }

    @Test
    void anEndedBudgetGivesTheBestSoFar() {
        AtomicInteger calls = new AtomicInteger();
        LanguageModel model = synthetic();
        LanguageModel limited =
                request -> {
                    if (calls.incrementAndGet() > 100) {
                        throw new ModelException.BudgetExhausted("calls", "spent");
                    }
                    return model.generate(request);
                };

        Optimization found = search(limited, 8, 1, RunListener.NONE);

        assertThat(found.stopReason()).isEqualTo(StopReason.CALLS);
        assertThat(found.best().score()).isGreaterThanOrEqualTo(found.seed().score());
    }

    @Test
    void aRefusedKeyEndsTheSearch() {
        LanguageModel refusing =
                (ModelRequest request) -> {
                    throw new ModelException.Refused("no key", null);
                };

        assertThatThrownBy(() -> search(refusing, 8, 1, RunListener.NONE))
                .isInstanceOf(ModelException.Refused.class);
    }

    /// Ends the search at several places, by an interruption as by a budget, and searches again
    /// over the same ledger.
    @Test
    void anInterruptedSearchGoesOnAsThoughNothingHadHappened() {
        List<RunEvent> whole = new ArrayList<>();
        DyingModel undisturbed = new DyingModel(synthetic());
        Optimization expected = life(undisturbed, new InMemoryLedger(), whole::add);

        for (double place : DEATHS) {
            for (boolean byBudget : List.of(false, true)) {
                DyingModel model = new DyingModel(synthetic());
                InMemoryLedger ledger = new InMemoryLedger();
                List<RunEvent> first = new ArrayList<>();
                model.dieAfter((int) (place * undisturbed.answered()), byBudget);
                assertThat(endOf(model, ledger, first::add)).isNotEqualTo(expected);
                model.comeBack();
                List<RunEvent> second = new ArrayList<>();
                Optimization found = life(model, ledger.reopened(), second::add);

                assertThat(first)
                        .as("events before the end")
                        .isEqualTo(whole.subList(0, Math.min(whole.size(), first.size())));
                assertThat(second).as("events of the second life").isEqualTo(whole);
                assertThat(found).isEqualTo(expected);
                assertThat(model.answeredAgain()).as("asked twice").isZero();
                assertThat(model.answered()).isEqualTo(undisturbed.answered());
            }
        }
    }

    /// The same as [#life], or null where it ended without a result.
    private @Nullable Optimization endOf(
            LanguageModel model, InMemoryLedger ledger, RunListener listener) {
        try {
            return life(model, ledger, listener);
        } catch (ModelException.Interrupted | ModelException.BudgetExhausted e) {
            return null;
        }
    }

    /// One process of a run.
    private Optimization life(LanguageModel model, InMemoryLedger ledger, RunListener listener) {
        RunId run = new RunId("contract");
        LanguageModel ledgered =
                new LedgeredModel(
                        model, ledger, run, new UsageMeter(run, null), new Cancellation());
        return search(ledgered, 8, 3, listener);
    }

    /// A provider that dies after some answers, as a killed process or an ended budget looks to a
    /// search, and comes back when it is told to. It remembers what it has answered. Thread-safe.
    private static final class DyingModel implements LanguageModel {

        private final LanguageModel model;
        private final Set<Digest> answered = ConcurrentHashMap.newKeySet();
        private final AtomicInteger answeredAgain = new AtomicInteger();
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        private volatile boolean byBudget;

        DyingModel(LanguageModel model) {
            this.model = model;
        }

        /// @param byBudget whether it says that a budget has ended, instead of an interruption
        void dieAfter(int answers, boolean byBudget) {
            this.byBudget = byBudget;
            left.set(answers);
        }

        void comeBack() {
            left.set(Integer.MAX_VALUE);
        }

        int answered() {
            return answered.size();
        }

        /// Requests that came although they had been answered.
        int answeredAgain() {
            return answeredAgain.get();
        }

        @Override
        public ModelResponse generate(ModelRequest request) {
            if (left.getAndDecrement() <= 0) {
                left.set(0);
                throw byBudget
                        ? new ModelException.BudgetExhausted("calls", "spent")
                        : new ModelException.Interrupted("killed", null);
            }
            ModelResponse response = model.generate(request);
            if (!answered.add(request.digest())) {
                answeredAgain.incrementAndGet();
            }
            return response;
        }
    }
}
