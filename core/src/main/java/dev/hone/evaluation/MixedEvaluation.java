package dev.hone.evaluation;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.Provenance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a data set did with a prompt of its own for each example. Immutable.
///
/// @param prompts one for each example
/// @param dataset the name of the data set; its digest is in the provenance
/// @param outcomes one for each example, in the data set's order; not empty
public record MixedEvaluation(
        List<Prompt> prompts, String dataset, List<Outcome> outcomes, Provenance provenance) {

    public MixedEvaluation {
        prompts = List.copyOf(prompts);
        outcomes = List.copyOf(outcomes);
        if (outcomes.isEmpty() || prompts.size() != outcomes.size()) {
            throw new IllegalArgumentException(
                    "A mixed evaluation needs at least one example and a prompt for each, but there"
                            + " are "
                            + outcomes.size()
                            + " examples and "
                            + prompts.size()
                            + " prompts.");
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

    /// The same as evaluations of one prompt each, in the order in which the prompts first occur.
    /// Together they hold every outcome once; the provenance of each names the examples it holds.
    public List<Evaluation> byPrompt() {
        Map<Prompt, List<Outcome>> groups = new LinkedHashMap<>();
        for (int i = 0; i < prompts.size(); i++) {
            groups.computeIfAbsent(prompts.get(i), prompt -> new ArrayList<>())
                    .add(outcomes.get(i));
        }
        List<Evaluation> evaluations = new ArrayList<>(groups.size());
        groups.forEach(
                (prompt, own) ->
                        evaluations.add(new Evaluation(prompt, dataset, own, provenanceOf(own))));
        return evaluations;
    }

    /// The examples from `from` (inclusive) to `to` (exclusive) alone.
    public MixedEvaluation slice(int from, int to) {
        List<Outcome> own = outcomes.subList(from, to);
        return new MixedEvaluation(prompts.subList(from, to), dataset, own, provenanceOf(own));
    }

    private Provenance provenanceOf(List<Outcome> own) {
        Digest examples =
                new Dataset(dataset, own.stream().map(Outcome::example).toList()).digest();
        return new Provenance(
                provenance.taskModel(),
                provenance.settings(),
                provenance.task(),
                examples,
                provenance.version());
    }
}
