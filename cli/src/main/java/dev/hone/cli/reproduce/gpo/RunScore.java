package dev.hone.cli.reproduce.gpo;

import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;
import dev.hone.result.RunView;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What came of a run.
///
/// @param prompt that was judged
/// @param validation its score there; null where there was no search
/// @param test its score, in [0, 1]
/// @param coverage the part of the test examples that were answered
record RunScore(Prompt prompt, @Nullable Double validation, double test, double coverage) {

    /// Empty where a budget ended the run: it has no result yet.
    static Optional<RunScore> of(RunView view) {
        Evaluation test = view.evaluations(RunView.TEST).get(view.bestPrompt());
        boolean isOver = view.finished() != null && !view.finished().reason().isBudget();
        if (test == null || !isOver) {
            return Optional.empty();
        }
        Evaluation validation = view.evaluations(RunView.VALIDATION).get(view.bestPrompt());
        return Optional.of(
                new RunScore(
                        view.bestPrompt(),
                        validation == null ? null : validation.score(),
                        test.score(),
                        test.coverage()));
    }

    static RunScore of(Evaluation test) {
        return new RunScore(test.prompt(), null, test.score(), test.coverage());
    }
}
