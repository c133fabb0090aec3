package dev.hone.result;

import dev.hone.Prompt;
import dev.hone.data.Quotes;
import dev.hone.evaluation.Evaluation;
import dev.hone.statistics.Rounded;
import dev.hone.statistics.Shrinkage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How validation chose the best prompt, and how much of its score there may be luck. Numbers are
/// rounded as in [SplitResult].
///
/// @param candidates prompts scored on validation, the seed prompt not among them
/// @param score of the best prompt on validation, as it is
/// @param shrunk the same, [shrunken][Shrinkage] towards the mean of all candidates
/// @param pValue of the sign test against the seed prompt, times the candidates it was chosen from
///   (Bonferroni), at most 1
/// @param quotes examples that the best prompt holds and the seed prompt does not
/// @param testLooks runs that have looked at this test set up to this one, itself among them; 0
///   when it did not
public record Choice(
        int candidates, double score, double shrunk, double pValue, Quotes quotes, int testLooks) {

    /// Null without scores.
    static @Nullable Choice of(RunView run, @Nullable SplitResult validation, Scrutiny scrutiny) {
        Map<Prompt, Evaluation> evaluations = run.evaluations(RunView.VALIDATION);
        Evaluation best = evaluations.get(run.bestPrompt());
        if (validation == null || best == null) {
            return null;
        }
        List<Prompt> candidates = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        evaluations.forEach(
                (prompt, evaluation) -> {
                    if (!prompt.equals(run.seedPrompt())) {
                        candidates.add(prompt);
                        scores.add(evaluation.score());
                    }
                });
        int index = candidates.indexOf(run.bestPrompt());
        double shrunk =
                index < 0
                        ? best.score()
                        : Shrinkage.of(
                                scores.stream().mapToDouble(Double::doubleValue).toArray(),
                                index,
                                Math.max(1, validation.examples()));
        return new Choice(
                candidates.size(),
                Rounded.score(best.score()),
                Rounded.score(shrunk),
                Rounded.probability(
                        Math.min(1, validation.pValue() * Math.max(1, candidates.size()))),
                scrutiny.quotes(),
                scrutiny.testLooks());
    }
}
