package dev.hone.limit.rate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Servers with limits, for simulations.
final class Servers {

    private Servers() {}

    /// A bucket that is filled all the time.
    ///
    /// @param headers whether answers say what is left
    record Bucket(
            Quota.Kind kind,
            double capacity,
            double perSecond,
            long latency,
            boolean headers,
            Level level)
            implements Simulation.Server {

        static Bucket of(
                Quota.Kind kind, double capacity, double perSecond, long latency, boolean headers) {
            return new Bucket(kind, capacity, perSecond, latency, headers, new Level(capacity));
        }

        @Override
        public boolean arrive(long now, Weight weight) {
            level.fill(this, now);
            if (level.left < weight.of(kind)) {
                return false;
            }
            level.left -= weight.of(kind);
            return true;
        }

        @Override
        public RateSignal says(long now) {
            level.fill(this, now);
            double seconds = (capacity - level.left) / perSecond;
            Quota quota =
                    new Quota(
                            kind,
                            (long) capacity,
                            (long) level.left,
                            Duration.ofNanos((long) (seconds * Simulation.SECOND)));
            return new RateSignal(headers ? List.of(quota) : List.of(), false);
        }
    }

    static final class Level {

        private double left;
        private long at;

        Level(double left) {
            this.left = left;
        }

        private void fill(Bucket bucket, long now) {
            left =
                    Math.min(
                            bucket.capacity,
                            left + (double) (now - at) / Simulation.SECOND * bucket.perSecond);
            at = now;
        }
    }

    /// So many requests from minute to minute, told by headers.
    static final class MinuteByMinute implements Simulation.Server {

        private final int limit;
        private final long latency;
        private final List<Integer> minutes = new ArrayList<>(List.of(0));

        MinuteByMinute(int limit, long latency) {
            this.limit = limit;
            this.latency = latency;
        }

        @Override
        public boolean arrive(long now, Weight weight) {
            int used = used(now);
            minutes.set(minutes.size() - 1, Math.min(limit, used + 1));
            return used < limit;
        }

        private int used(long now) {
            while (minutes.size() <= now / (60 * Simulation.SECOND)) {
                minutes.add(0);
            }
            return minutes.getLast();
        }

        @Override
        public long latency() {
            return latency;
        }

        @Override
        public RateSignal says(long now) {
            long left = 60 * Simulation.SECOND - now % (60 * Simulation.SECOND);
            return new RateSignal(
                    List.of(
                            new Quota(
                                    Quota.Kind.REQUESTS,
                                    limit,
                                    limit - used(now),
                                    Duration.ofNanos(left))),
                    false);
        }
    }

    /// So many requests at once.
    static final class Slots implements Simulation.Server {

        private final long latency;
        private int free;

        Slots(int slots, long latency) {
            this.free = slots;
            this.latency = latency;
        }

        /// From now on there are more.
        void add(int more) {
            free += more;
        }

        @Override
        public boolean arrive(long now, Weight weight) {
            if (free <= 0) {
                return false;
            }
            free--;
            return true;
        }

        @Override
        public void leave() {
            free++;
        }

        @Override
        public long latency() {
            return latency;
        }
    }

    /// Refuses now and then, whatever the load.
    record Moody(double share, long latency, SplittableRandom random) implements Simulation.Server {

        @Override
        public boolean arrive(long now, Weight weight) {
            return random.nextDouble() >= share;
        }
    }
}
