package dev.hone.limit.rate;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How much of one of a provider's limits is left, reckoned from the last answer that told it.
///
/// Limits come as spans at whose end everything is there again, and as buckets that are filled all
/// the time, and no header says which. Under a steady stream the reset of a span stands still, and
/// that of a bucket moves on: so one that moved less than half as far as the time between two
/// answers, at least a second, is a span's, and until then nothing is added; else the level rises
/// by what was used per time to the reset, or the limit per minute where that is less. From the
/// reset on everything is there but for what was sent since.
///
/// A reset more than 5 minutes ahead holds nobody up; a provider that means it refuses. Not
/// thread-safe. Times in nanoseconds of one clock that may wrap.
final class QuotaLevel {

    private static final Duration LONGEST_RESET = Duration.ofMinutes(5);
    private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);

    private static final long FAR_APART = TimeUnit.SECONDS.toNanos(1);

    private @Nullable Told told;
    private @Nullable Told earlier;
    private boolean spans;
    private double sent;

    /// @param since what was sent after the request whose answer tells this
    void tell(long now, Quota quota, double since) {
        if (quota.reset().compareTo(LONGEST_RESET) > 0) {
            told = null;
            earlier = null;
            return;
        }
        sent = since;
        long reset = quota.reset().toNanos();
        double perNano = quota.limit() / MINUTE;
        if (reset > 0) {
            perNano = Math.min(perNano, (quota.limit() - quota.remaining()) / (double) reset);
        }
        learn(new Told(now, quota.limit(), quota.remaining(), reset, perNano));
    }

    private void learn(Told next) {
        told = next;
        Told before = earlier;
        long apart = before == null ? 0 : next.at - before.at;
        if (before == null) {
            earlier = next;
        } else if (apart >= FAR_APART) {
            spans = apart + next.reset - before.reset < apart / 2;
            earlier = next;
        }
    }

    void take(long amount) {
        sent += amount;
    }

    /// How long to wait for as much to be left; 0 for not at all. More than the limit waits for all
    /// of it.
    long waitNanos(long now, long amount) {
        Told last = told;
        if (last == null) {
            return 0;
        }
        double needed = Math.min((double) amount, last.limit);
        long elapsed = Math.max(0, now - last.at);
        if (elapsed < last.reset) {
            double added = spans ? 0 : elapsed * last.perNano;
            double missing = needed + sent - Math.min(last.limit, last.remaining + added);
            double untilReset = (double) (last.reset - elapsed);
            double untilThere = spans ? untilReset : missing / last.perNano;
            return missing <= 0 ? 0 : rounded(Math.min(untilReset, untilThere));
        }
        double perNano = last.limit / MINUTE;
        double missing = needed + sent - last.limit - (elapsed - last.reset) * perNano;
        return missing <= 0 ? 0 : rounded(missing / perNano);
    }

    private static long rounded(double nanos) {
        return Math.max(1, (long) Math.ceil(nanos));
    }

    private record Told(long at, double limit, double remaining, long reset, double perNano) {}
}
