package dev.hone.statistics;

/// Whether the mean of a finite list of differences stays below what is worth having, tested while
/// they come in one by one, in an order that chance chose. It may be looked at after every one.
///
/// A bettor whose stake cannot grow on average as long as that is so (Waudby-Smith and Ramdas,
/// Estimating means of bounded random variables by betting, 2024, section 5 on sampling without
/// replacement); how rich it would have become is the evidence (Ville's inequality). For use by one
/// thread.
public final class SequentialTest {

    /// Before anything was seen: one difference that speaks a little against.
    private static final double PRIOR_MEAN = -0.25;

    private static final double PRIOR_SQUARE = 0.25;
    private static final double LEAST_VARIANCE = 0.01;

    /// The most of what may be lost at once; all of it would never come back.
    private static final double MOST_STAKED = 0.9;

    private final double worth;
    private int size;
    private int seen;
    private double sum;
    private double squares;
    private double logWealth;

    /// @param size of the whole list, at least 1
    /// @param worth the mean that is worth having, in [-1, 1]
    public SequentialTest(int size, double worth) {
        if (size < 1) {
            throw new IllegalArgumentException("size (" + size + ") must be at least 1.");
        }
        this.size = size;
        this.worth = worth;
    }

    /// Takes the next difference.
    ///
    /// @param difference in [-1, 1]
    public void add(double difference) {
        if (!(difference >= -1 && difference <= 1)) {
            throw new IllegalArgumentException(
                    "difference (" + difference + ") must lie in [-1, 1].");
        }
        if (seen == size) {
            throw new IllegalStateException("All " + size + " differences were taken.");
        }
        // What the rest must be worth on average if the whole is worth having.
        double needed = (worth * size - sum) / (size - seen);
        if (needed > 1) {
            logWealth = Double.POSITIVE_INFINITY;
        } else if (logWealth < Double.POSITIVE_INFINITY) {
            logWealth += Math.log1p(stake(needed) * (needed - difference));
        }
        seen++;
        sum += difference;
        squares += difference * difference;
    }

    /// One of the list will not come: it has no difference.
    public void skip() {
        size--;
    }

    private double stake(double needed) {
        double mean = (PRIOR_MEAN + sum) / (seen + 1);
        double variance =
                Math.max(LEAST_VARIANCE, (PRIOR_SQUARE + squares) / (seen + 1) - mean * mean);
        double gap = needed - mean;
        double wanted = Math.max(0, gap / (variance + gap * gap));
        return needed < 1 ? Math.min(wanted, MOST_STAKED / (1 - needed)) : 0;
    }

    /// What the bettor has made of 1: from 0 to infinity, the latter where the worth is out of
    /// reach whatever comes. The chance that it ever reaches 1 divided by an error rate, where the
    /// mean is worth having, is at most that error rate. The same holds of a weighted mean of the
    /// evidence of several tests, where all of their means are worth having.
    public double evidence() {
        boolean outOfReach = seen > 0 && (worth * size - sum) > size - seen;
        return outOfReach ? Double.POSITIVE_INFINITY : Math.exp(logWealth);
    }

    /// The mean of what was seen; 0 before.
    public double mean() {
        return seen == 0 ? 0 : sum / seen;
    }

    /// The differences taken.
    public int seen() {
        return seen;
    }
}
