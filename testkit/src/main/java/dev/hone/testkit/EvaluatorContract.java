package dev.hone.testkit;

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
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// What every [Evaluator] promises. Extend it and say how to make one over a task model.
public abstract class EvaluatorContract {

    private static final Dataset DATA =
            new Dataset(
                    "validation",
                    IntStream.range(0, 40)
                            .mapToObj(i -> Example.of("e" + i, "q" + i, "a" + i))
                            .toList());
    private static final Task TASK =
            Task.of(
                    "contract",
                    Splits.of(Dataset.empty("train"), DATA, Dataset.empty("test")),
                    new Template("{{input}} {{prompt}}"),
                    (text, example) -> text,
                    (p, example) -> p.answer().equals(example.target()) ? 1 : 0);

    protected abstract Evaluator evaluator(LanguageModel taskModel);

    /// Answers rightly under the prompt "right" and wrongly under any other.
    private static ModelResponse obedient(ModelRequest request) {
        String[] question = request.messages().getLast().text().split(" ", 2);
        return ModelResponse.of(
                question[1].equals("right") ? question[0].replace('q', 'a') : "nothing");
    }

    @Test
    void evaluationsStandInPromptOrderAndOutcomesInExampleOrder() {
        List<Prompt> prompts = List.of(new Prompt("wrong"), new Prompt("right"));

        List<Evaluation> evaluations =
                evaluator(EvaluatorContract::obedient).evaluateAll(TASK, prompts, DATA);

        assertThat(evaluations).extracting(Evaluation::prompt).isEqualTo(prompts);
        assertThat(evaluations).extracting(Evaluation::score).containsExactly(0.0, 1.0);
        assertThat(evaluations.getFirst().outcomes())
                .extracting(outcome -> outcome.example().id())
                .isEqualTo(DATA.stream().map(Example::id).toList());
    }

    @Test
    void theOriginIsRecorded() {
        Evaluation evaluation =
                evaluator(EvaluatorContract::obedient).evaluate(TASK, new Prompt("right"), DATA);

        assertThat(evaluation.dataset()).isEqualTo("validation");
        assertThat(evaluation.provenance().dataset()).isEqualTo(DATA.digest());
        assertThat(evaluation.provenance().task()).isEqualTo(TASK.digest());
    }

    @Test
    void anExampleWithoutAnAnswerIsFailedAndNotZero() {
        LanguageModel choosy =
                request -> {
                    if (request.messages().getLast().text().startsWith("q13 ")) {
                        throw new ModelException.Rejected("unlucky", null);
                    }
                    return obedient(request);
                };

        Evaluation evaluation = evaluator(choosy).evaluate(TASK, new Prompt("right"), DATA);

        assertThat(evaluation.score()).isEqualTo(1);
        assertThat(evaluation.failedCount()).isEqualTo(1);
        assertThat(evaluation.outcomes().get(13)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusalExhaustionAndInterruptionEndTheEvaluation() {
        for (ModelException end :
                List.of(
                        new ModelException.Refused("no key", null),
                        new ModelException.BudgetExhausted("calls", "spent"),
                        new ModelException.Interrupted("stop", null),
                        new ModelException.Transient("nobody there", null))) {
            LanguageModel ended =
                    request -> {
                        throw end;
                    };

            assertThatThrownBy(() -> evaluator(ended).evaluate(TASK, new Prompt("right"), DATA))
                    .isInstanceOf(end.getClass());
        }
    }

    @Test
    void eachExampleMayHaveAPromptOfItsOwn() {
        List<Prompt> prompts = alternating();

        MixedEvaluation mixed =
                evaluator(EvaluatorContract::obedient).evaluateEach(TASK, prompts, DATA);

        assertThat(mixed.prompts()).isEqualTo(prompts);
        assertThat(mixed.score()).isEqualTo(0.5);
        assertThat(mixed.provenance().dataset()).isEqualTo(DATA.digest());
        assertThat(mixed.outcomes())
                .extracting(outcome -> outcome.example().id())
                .isEqualTo(DATA.stream().map(Example::id).toList());
        assertThat(mixed.byPrompt())
                .extracting(Evaluation::prompt)
                .containsExactly(new Prompt("right"), new Prompt("wrong"));
        assertThat(mixed.byPrompt()).extracting(Evaluation::score).containsExactly(1.0, 0.0);
    }

    @Test
    void anExampleWithAPromptOfItsOwnFailsAlone() {
        LanguageModel choosy =
                request -> {
                    if (request.messages().getLast().text().startsWith("q12 ")) {
                        throw new ModelException.Transient("nobody there", null);
                    }
                    return obedient(request);
                };

        MixedEvaluation mixed = evaluator(choosy).evaluateEach(TASK, alternating(), DATA);

        assertThat(mixed.failedCount()).isEqualTo(1);
        assertThat(mixed.outcomes().get(12)).isInstanceOf(Outcome.Failed.class);
        assertThat(mixed.score()).isEqualTo(19.0 / 39);
    }

    @Test
    void refusalExhaustionAndInterruptionEndAnEvaluationOfManyPrompts() {
        for (ModelException end :
                List.of(
                        new ModelException.Refused("no key", null),
                        new ModelException.BudgetExhausted("calls", "spent"),
                        new ModelException.Interrupted("stop", null),
                        new ModelException.Transient("nobody there", null))) {
            LanguageModel ended =
                    request -> {
                        throw end;
                    };

            assertThatThrownBy(() -> evaluator(ended).evaluateEach(TASK, alternating(), DATA))
                    .isInstanceOf(end.getClass());
        }
    }

    @Test
    void everyExampleNeedsItsPrompt() {
        assertThatThrownBy(
                        () ->
                                evaluator(EvaluatorContract::obedient)
                                        .evaluateEach(TASK, List.of(Prompt.EMPTY), DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("40 examples and 1 prompts");
        assertThatThrownBy(
                        () ->
                                evaluator(EvaluatorContract::obedient)
                                        .evaluateEach(TASK, List.of(), Dataset.empty("test")))
                .isInstanceOf(InputException.class);
    }

    private static List<Prompt> alternating() {
        return IntStream.range(0, DATA.size())
                .mapToObj(i -> new Prompt(i % 2 == 0 ? "right" : "wrong"))
                .toList();
    }

    @Test
    void anEmptyDataSetIsRefused() {
        assertThatThrownBy(
                        () ->
                                evaluator(EvaluatorContract::obedient)
                                        .evaluate(TASK, Prompt.EMPTY, Dataset.empty("test")))
                .isInstanceOf(InputException.class);
    }
}
