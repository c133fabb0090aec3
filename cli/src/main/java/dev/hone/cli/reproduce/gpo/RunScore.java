package dev.hone.cli.reproduce.gpo;

import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;
import dev.hone.result.RunView;
import dev.hone.run.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What came of a run.
///
/// @param prompt that was judged
/// @param validation its score there; null where there was no search
/// @param test its score, in [0, 1]
/// @param coverage the part of the test examples that were answered
record RunScore(Prompt prompt, @Nullable Double validation, double test, double coverage) {

    /// Empty where the run was not judged, or no test example was answered: that is no score.
    static Optional<RunScore> of(RunView view) {
        Evaluation test = view.evaluations(RunView.TEST).get(view.bestPrompt());
        if (test == null || test.coverage() == 0 || endedByBudget(view)) {
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

    /// As above, without a search.
    static Optional<RunScore> of(Evaluation test) {
        return test.coverage() == 0
                ? Optional.empty()
                : Optional.of(new RunScore(test.prompt(), null, test.score(), test.coverage()));
    }

    /// Whether a larger budget would take the run further.
    static boolean endedByBudget(RunView view) {
        RunEvent.RunFinished finished = view.finished();
        return finished != null && finished.reason().isBudget();
    }
}
