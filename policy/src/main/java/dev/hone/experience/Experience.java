package dev.hone.experience;

import dev.hone.Prompt;

import java.util.List;
import java.util.OptionalDouble;

/// One query answered under one prompt, once or several times, and how right the answers were: a
/// prompting demonstration (QPO §3).
///
/// @param scores of independent answers, each in [0, 1]; at least one
/// @param negativeLogLikelihood mean per token, in nats, at least 0: of the right label's text in
///   classification, of the whole response where text is generated; empty where the model gave no
///   log-probabilities
/// @param propensity probability in (0, 1] with which whoever recorded this chose the prompt for
///   the query; 1 where every prompt was tried on every query
public record Experience(
        Query query,
        Prompt prompt,
        List<Double> scores,
        OptionalDouble negativeLogLikelihood,
        double propensity) {

    public Experience {
        scores = List.copyOf(scores);
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("An experience needs at least one score.");
        }
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("score (" + score + ") must be in [0, 1].");
            }
        }
        negativeLogLikelihood.ifPresent(Experience::requireLikelihood);
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException(
                    "propensity (" + propensity + ") must be in (0, 1].");
        }
    }

    /// An experience of which only the scores are known.
    public static Experience of(Query query, Prompt prompt, List<Double> scores) {
        return new Experience(query, prompt, scores, OptionalDouble.empty(), 1);
    }

    /// Mean of the scores, in [0, 1].
    public double score() {
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        return sum / scores.size();
    }

    private static void requireLikelihood(double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "negativeLogLikelihood (" + value + ") must be a number of at least 0.");
        }
    }
}
