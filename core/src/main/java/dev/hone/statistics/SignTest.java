package dev.hone.statistics;

/// The exact two-sided sign test; on scores of 0 and 1 the exact McNemar test. Ties say nothing and
/// are left out.
public final class SignTest {

    private SignTest() {}

    /// How likely a split at least this uneven is when a win is as likely as a loss, in (0, 1]; 1
    /// when there is neither.
    public static double pValue(int wins, int losses) {
        if (wins < 0 || losses < 0) {
            throw new IllegalArgumentException(
                    "wins (" + wins + ") and losses (" + losses + ") must be 0 or more.");
        }
        if (wins == losses) {
            return 1;
        }
        int n = wins + losses;
        double logWays = 0;
        double tail = 0;
        for (int k = 0; k <= Math.min(wins, losses); k++) {
            tail += StrictMath.exp(logWays - n * StrictMath.log(2));
            logWays += StrictMath.log(n - k) - StrictMath.log(k + 1);
        }
        return Math.min(1, 2 * tail);
    }
}
