package dev.hone.policy;

import dev.hone.Prompt;
import dev.hone.experience.Query;

import java.util.List;

/// Says which of the known prompts suits a query. Implementations are thread-safe and
/// deterministic.
@FunctionalInterface
public interface PromptScorer {

    /// One row for every query with one score for every prompt, in their orders; more is better.
    /// Scores are finite and comparable within a row; what their unit is, the implementation says.
    ///
    /// @param prompts known to the scorer, that is, in the data it was trained on
    double[][] score(List<Query> queries, List<Prompt> prompts);
}
