package dev.hone.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Paces a flow of so much a minute. Holds one second's worth (providers enforce limits over spans
/// as short as that), at least 1, and refills so that no span of 60 s lets through more than the
/// limit when every cost is 1.
///
/// A cost above what the bucket holds waits for a full bucket and leaves it in debt. First come,
/// first served. Thread-safe.
final class TokenBucket {

    private static final int SECONDS_PER_MINUTE = 60;

    // Whoever is first in line looks this often whether something was given back.
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final double capacity;
    private final double perNano;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final ReentrantLock line = new ReentrantLock(true);
    private double level;
    private long lastNanos;

    TokenBucket(int perMinute, LongSupplier nanoTime, Sleeper sleeper) {
        this.capacity = Math.max(1, perMinute / SECONDS_PER_MINUTE);
        this.perNano = (perMinute - capacity + 1) / TimeUnit.MINUTES.toNanos(1);
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.level = capacity;
        this.lastNanos = nanoTime.getAsLong();
    }

    void take(double cost) throws InterruptedException {
        line.lockInterruptibly();
        try {
            long wait = tryTake(cost);
            while (wait > 0) {
                sleeper.sleep(Duration.ofNanos(Math.min(wait, LOOK_AGAIN_NANOS)));
                wait = tryTake(cost);
            }
        } finally {
            line.unlock();
        }
    }

    /// Corrects what was taken: positive when it was too much, negative when too little.
    synchronized void giveBack(double amount) {
        level += amount;
    }

    /// Takes the cost and returns 0, or takes nothing and returns how long to wait, in nanoseconds.
    private synchronized long tryTake(double cost) {
        long now = nanoTime.getAsLong();
        level = Math.min(capacity, level + (now - lastNanos) * perNano);
        lastNanos = now;
        double missing = Math.min(cost, capacity) - level;
        if (missing <= 0) {
            level -= cost;
            return 0;
        }
        return Math.max(1, (long) Math.ceil(missing / perNano));
    }
}
