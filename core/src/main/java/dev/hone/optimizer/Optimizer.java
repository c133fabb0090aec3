package dev.hone.optimizer;

import dev.hone.Prompt;
import dev.hone.Task;

/// A search for a better prompt.
@FunctionalInterface
public interface Optimizer {

    /// Searches from a seed prompt. A budget that ends is a result like any other: the best prompt
    /// so far, with the reason.
    ///
    /// @throws dev.hone.model.ModelException.Refused when a model answers nobody
    /// @throws dev.hone.model.ModelException.Interrupted when the run is interrupted
    Optimization optimize(Task task, Prompt seed);
}
