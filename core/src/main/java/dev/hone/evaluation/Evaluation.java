package dev.hone.evaluation;

import dev.hone.Prompt;
import dev.hone.Provenance;

import java.util.List;

/// How a prompt did on a data set. Immutable.
///
/// @param dataset the name of the data set; its digest is in the provenance
/// @param outcomes one for each example, in the data set's order; not empty
public record Evaluation(
        Prompt prompt, String dataset, List<Outcome> outcomes, Provenance provenance) {

    public Evaluation {
        outcomes = List.copyOf(outcomes);
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException(
                    "An evaluation needs at least one example; " + dataset + " has none.");
        }
    }

    /// The mean score of the examples that were answered, in [0, 1]; 0 when none was.
    public double score() {
        return scoredCount() == 0 ? 0 : sum() / scoredCount();
    }

    /// The part of the examples that were answered, in [0, 1].
    public double coverage() {
        return (double) scoredCount() / outcomes.size();
    }

    public int scoredCount() {
        return (int) outcomes.stream().filter(Outcome.Scored.class::isInstance).count();
    }

    public int failedCount() {
        return outcomes.size() - scoredCount();
    }

    /// The score if every failed example had been wrong.
    public double lowerBound() {
        return sum() / outcomes.size();
    }

    /// The score if every failed example had been right.
    public double upperBound() {
        return (sum() + failedCount()) / outcomes.size();
    }

    private double sum() {
        double sum = 0;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Scored scored) {
                sum += scored.score();
            }
        }
        return sum;
    }
}
