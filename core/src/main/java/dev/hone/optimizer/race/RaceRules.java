package dev.hone.optimizer.race;

/// How candidates race: on growing blocks of the validation split, each out of it as soon as it is
/// clear that it cannot win.
///
/// @param errorRate the chance that a candidate is taken out although it does better than the best
///   prompt so far by `worth`, and than every other candidate by three times that; in (0, 1)
/// @param block examples of the first block, at least 1; each further one is 15 % larger
/// @param worth the gain in score that is worth having, in [0, 1]; less where the best prompt so
///   far leaves less to gain, down to half of that
public record RaceRules(double errorRate, int block, double worth) {

    /// One chance in ten of a wrong dismissal, and nothing to win below five points.
    public static final RaceRules DEFAULT = new RaceRules(0.1, 6, 0.05);

    public RaceRules {
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException(
                    "error-rate (" + errorRate + ") must lie between 0 and 1.");
        }
        if (block < 1) {
            throw new IllegalArgumentException("race-block (" + block + ") must be at least 1.");
        }
        if (!(worth >= 0 && worth <= 1)) {
            throw new IllegalArgumentException("worth (" + worth + ") must lie in [0, 1].");
        }
    }
}
