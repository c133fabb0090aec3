package dev.hone.policy.training;

/// When the next checkpoint is due: writing shall take a tenth of the time at most. What it decides
/// changes what is lost by a kill, and nothing else.
final class Pace {

    private static final int SHARE = 10;

    private long tookNanos;
    private long endedNanos = System.nanoTime();

    boolean isDue() {
        return System.nanoTime() - endedNanos >= SHARE * tookNanos;
    }

    void time(Runnable writing) {
        long started = System.nanoTime();
        writing.run();
        endedNanos = System.nanoTime();
        tookNanos = endedNanos - started;
    }
}
