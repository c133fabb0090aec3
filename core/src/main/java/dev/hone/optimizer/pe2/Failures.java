package dev.hone.optimizer.pe2;

import dev.hone.evaluation.Outcome;
import dev.hone.optimizer.search.Roulette;

import java.util.List;
import java.util.random.RandomGenerator;

/// What a prompt did on train examples.
///
/// @param failures the answers that scored below 1
/// @param tried examples answered
/// @param score the mean over these, in [0, 1]; 0 when none was answered
record Failures(List<Outcome.Scored> failures, int tried, double score) {

    static Failures of(List<Outcome.Scored> answers) {
        List<Outcome.Scored> failures =
                answers.stream().filter(answer -> answer.score() < 1).toList();
        double score = answers.stream().mapToDouble(Outcome.Scored::score).average().orElse(0);
        return new Failures(failures, answers.size(), score);
    }

    /// Failures without replacement, the worse the likelier; all where there are no more.
    List<Outcome.Scored> draw(int count, RandomGenerator random) {
        return Roulette.drawSeveral(failures, count, failure -> 1 - failure.score(), random);
    }
}
