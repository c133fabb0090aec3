package dev.hone.experience.reward;

import dev.hone.experience.Experience;
import dev.hone.experience.PromptAverages;

/// How much an experience is worth: right for this query, good for the task, and the right answer
/// likely (QPO §2.4). More is better.
///
/// The released code has a third formula, "both", that adds the robustness of few-shot prompting to
/// perturbations and permutations. It is left out: nothing but that code's own data has such
/// fields.
public sealed interface Reward {

    /// @param average the prompt's over its task, in [0, 1]
    Rewarded of(Experience experience, double average);

    default Rewarded of(Experience experience, PromptAverages averages) {
        return of(experience, averages.average(experience.prompt()));
    }

    /// `R = correct·c + average·ā − nll·NLL`, where `c` is the mean of the experience's scores.
    /// Without a likelihood the last term is left out, and the result says so.
    ///
    /// The NLL is a mean per token, in nats, on the same scale for all tasks; the released code
    /// multiplies that of newly collected rows of mathematical tasks by 10 (QPO §8, 10).
    ///
    /// @param correct weight, at least 0
    /// @param average weight, at least 0
    /// @param nll weight, at least 0
    record ZeroShot(double correct, double average, double nll) implements Reward {

        /// The weights of the paper.
        public static final ZeroShot PAPER = new ZeroShot(10, 10, 1);

        public ZeroShot {
            requireWeight("correct", correct);
            requireWeight("average", average);
            requireWeight("nll", nll);
        }

        @Override
        public Rewarded of(Experience experience, double promptAverage) {
            double answered = correct * experience.score() + average * promptAverage;
            boolean likelihood = experience.negativeLogLikelihood().isPresent() && nll > 0;
            double unlikely = nll * experience.negativeLogLikelihood().orElse(0);
            return new Rewarded(experience, answered - unlikely, likelihood);
        }
    }

    /// `R = correct·f + average·f̄`, where `f` is the mean of the experience's scores, one for each
    /// set of demonstrations.
    ///
    /// @param correct weight, at least 0
    /// @param average weight, at least 0
    record FewShot(double correct, double average) implements Reward {

        /// The weights of the paper.
        public static final FewShot PAPER = new FewShot(10, 10);

        public FewShot {
            requireWeight("correct", correct);
            requireWeight("average", average);
        }

        @Override
        public Rewarded of(Experience experience, double promptAverage) {
            double value = correct * experience.score() + average * promptAverage;
            return new Rewarded(experience, value, false);
        }
    }

    private static void requireWeight(String name, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    name + " (" + weight + ") must be a number of at least 0.");
        }
    }
}
