package dev.hone.result.comparison;

import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;
import dev.hone.result.RunView;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.RunFinished;
import dev.hone.run.StopReason;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Several searches for the same prompt, seen as one: all that was scored is what its best prompt
/// was chosen from, so that what is said of luck counts every candidate of every search.
public final class JointRun {

    private JointRun() {}

    /// The best prompt is that of the search whose best scores highest on validation, the first of
    /// equals; the test split has no say. A score over fewer answers than the seed prompt has
    /// counts as though the missing ones were wrong, as in a search.
    ///
    /// @param runs that are over, of the same task, data and seed prompt; not empty
    public static RunView of(List<RunView> runs) {
        RunView chosen = runs.getFirst();
        for (RunView run : runs) {
            if (score(run) > score(chosen)) {
                chosen = run;
            }
        }
        List<RunEvent> events = new ArrayList<>();
        events.add(runs.getFirst().started());
        runs.forEach(run -> events.addAll(run.evaluated()));
        RunFinished end = chosen.finished();
        events.add(
                new RunFinished(
                        end == null ? StopReason.STEPS : end.reason(),
                        chosen.bestPrompt(),
                        runs.stream().mapToInt(RunView::stepsCompleted).sum()));
        return RunView.of(events);
    }

    /// Below every score where there is none.
    private static double score(RunView run) {
        Map<Prompt, Evaluation> scored = run.evaluations(RunView.VALIDATION);
        Evaluation seed = scored.get(run.seedPrompt());
        Evaluation best = scored.get(run.bestPrompt());
        if (seed == null || best == null) {
            return -1;
        }
        return best.coverage() < seed.coverage() ? best.lowerBound() : best.score();
    }
}
