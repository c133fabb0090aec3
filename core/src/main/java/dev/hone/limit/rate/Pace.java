package dev.hone.limit.rate;

import java.util.concurrent.TimeUnit;

/// A user's limit of so much a minute. Holds one second's worth (providers enforce limits over
/// spans as short as that), at least 1, and refills so that no span of 60 s lets through more than
/// the limit when every cost is 1.
///
/// A cost above what the bucket holds waits for a full bucket and leaves it in debt. Of users with
/// different limits the strictest counts, until a minute after it was last used. A clock that is
/// set back refills nothing for once, and holds nobody up. Not thread-safe. Times in nanoseconds.
///
/// @see SharedState where it lies
final class Pace {

    private static final int SECONDS_PER_MINUTE = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private int perMinute;
    private long boundAt;
    private double level;
    private long filledAt;

    /// One that nobody has used.
    Pace() {}

    /// One as it was written down; what cannot be is taken for one that nobody has used.
    Pace(long perMinute, long boundAt, double level, long filledAt) {
        if (perMinute > 0 && perMinute <= Integer.MAX_VALUE && Double.isFinite(level)) {
            this.perMinute = (int) perMinute;
            this.boundAt = boundAt;
            this.level = level;
            this.filledAt = filledAt;
        }
    }

    /// 0 when as much may be taken now, otherwise how long to wait before asking again.
    ///
    /// @param allowed a minute, at least 1
    long waitNanos(long now, long cost, int allowed) {
        fill(now, allowed);
        double missing = Math.min((double) cost, capacity()) - level;
        return missing <= 0 ? 0 : Math.max(1, (long) Math.ceil(missing / perNano()));
    }

    void take(double cost) {
        level -= cost;
    }

    private void fill(long now, int allowed) {
        long sinceBound = now - boundAt;
        boolean unused = perMinute == 0;
        if (unused || allowed <= perMinute || sinceBound < 0 || sinceBound >= MINUTE) {
            perMinute = allowed;
            boundAt = now;
        }
        level =
                unused
                        ? capacity()
                        : Math.min(capacity(), level + Math.max(0, now - filledAt) * perNano());
        filledAt = now;
    }

    private double capacity() {
        return Math.max(1, perMinute / SECONDS_PER_MINUTE);
    }

    private double perNano() {
        return (perMinute - capacity() + 1) / MINUTE;
    }

    long perMinute() {
        return perMinute;
    }

    long boundAt() {
        return boundAt;
    }

    double level() {
        return level;
    }

    long filledAt() {
        return filledAt;
    }
}
