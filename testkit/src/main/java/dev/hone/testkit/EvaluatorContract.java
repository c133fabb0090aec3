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
    void anEmptyDataSetIsRefused() {
        assertThatThrownBy(
                        () ->
                                evaluator(EvaluatorContract::obedient)
                                        .evaluate(TASK, Prompt.EMPTY, Dataset.empty("test")))
                .isInstanceOf(InputException.class);
    }
}
