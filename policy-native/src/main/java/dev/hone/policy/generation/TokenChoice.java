package dev.hone.policy.generation;

import java.util.List;
import java.util.random.RandomGenerator;

/// Which of the likely tokens is written next.
sealed interface TokenChoice {

    int choose(int row, Candidates.Pair best);

    /// Always the likeliest.
    record Greedy() implements TokenChoice {

        @Override
        public int choose(int row, Candidates.Pair best) {
            return best.first();
        }
    }

    /// One of the two likeliest by their probabilities, unless the first alone has more than the
    /// nucleus of 0.9 (QPO §4).
    ///
    /// @param chances one per row, so that no row's prompt depends on the others; a draw is taken
    ///   only where two tokens survive
    record Sampled(List<? extends RandomGenerator> chances) implements TokenChoice {

        private static final double NUCLEUS = 0.9;

        @Override
        public int choose(int row, Candidates.Pair best) {
            double first = probabilityOfFirst(best.firstLogit(), best.secondLogit());
            if (first > NUCLEUS) {
                return best.first();
            }
            return chances.get(row).nextDouble() < first ? best.first() : best.second();
        }

        static double probabilityOfFirst(double first, double second) {
            return 1 / (1 + Math.exp(second - first));
        }
    }
}
