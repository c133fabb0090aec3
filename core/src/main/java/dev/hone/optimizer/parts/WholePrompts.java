package dev.hone.optimizer.parts;

import dev.hone.Prompt;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;

import java.util.HashSet;
import java.util.Set;

/// Tells the listener of a run what happens in its turns, each whole prompt's score once: a turn
/// starts from a prompt that the one before it has scored.
final class WholePrompts {

    private final RunListener listener;
    private final Set<Prompt> scored = new HashSet<>();

    WholePrompts(RunListener listener) {
        this.listener = listener;
    }

    /// @param turn whose events are to be told
    RunListener of(Turn turn) {
        return event -> on(turn.whole(event));
    }

    private void on(RunEvent event) {
        if (event instanceof RunEvent.PromptEvaluated evaluated
                && !scored.add(evaluated.evaluation().prompt())) {
            return;
        }
        listener.on(event);
    }
}
