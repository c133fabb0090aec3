package dev.hone.limit.rate;

import java.util.concurrent.TimeUnit;

/// How many calls may be in flight, found by trying: more after every round of answers, 0.7 of it
/// when a round was refused. It starts as wide as callers want it, so that a server without a limit
/// is never slowed down.
///
/// A round is as many ends of calls as fit the window, 20 at least. A tenth of it may be refused
/// without consequence: single refusals happen to servers that are far from their limits. A call
/// that was sent before the last narrowing tells nothing new, so there is one for each round trip.
///
/// A window below 1 is one call at a time with gaps between: as many beginnings in the time of a
/// call as the window says, with at most 3 s from one to the next, in rounds of 10. Without that,
/// no window would be small enough for a server that answers fast and allows little.
///
/// Growth is by one call a round, or by a quarter of the window that was too wide where that is
/// less; it doubles with every round beyond that window, so that a limit that is gone is soon
/// forgotten. Not thread-safe. All times in nanoseconds of one clock that may wrap.
final class RateWindow {

    private static final double PART_LEFT = 0.7;
    private static final int SHORTEST_ROUND = 20;
    private static final int ROUND_WITH_GAPS = 10;
    private static final int TOLERATED_PART = 10;
    private static final double SLOWEST_STEP_PART = 0.25;
    private static final double SMOOTHING = 0.125;
    private static final double LONGEST_GAP = TimeUnit.SECONDS.toNanos(3);

    private double size = Double.POSITIVE_INFINITY;
    private double tooWide = Double.POSITIVE_INFINITY;
    private double step = 1;
    private int widest = 1;
    private double roundTrip;
    private boolean narrowed;
    private long narrowedAt;
    private boolean entered;
    private long enteredAt;
    private int ended;
    private int refused;
    private int mostInFlight;

    /// At least 1 and at most what the caller allows.
    int slots(int concurrency) {
        widest = Math.max(widest, concurrency);
        return (int) Math.max(1, Math.min(size, concurrency));
    }

    /// How long the next call has to wait for the gap before it; 0 for not at all.
    long gap(long now) {
        if (size >= 1 || !entered) {
            return 0;
        }
        double gap = Math.min(LONGEST_GAP, roundTrip / size);
        return Math.max(0, (long) gap - (now - enteredAt));
    }

    void entered(long now, int inFlight) {
        entered = true;
        enteredAt = now;
        mostInFlight = Math.max(mostInFlight, inFlight);
    }

    void answered(long sentAt, long now) {
        measure(now - sentAt);
        end();
    }

    void refused(long sentAt, long now) {
        if (narrowed && sentAt - narrowedAt < 0) {
            return;
        }
        if (roundTrip == 0) {
            measure(now - sentAt);
        }
        refused++;
        if (refused > round() / TOLERATED_PART) {
            narrow(now);
        } else {
            end();
        }
    }

    private void measure(long nanos) {
        roundTrip = roundTrip == 0 ? nanos : roundTrip + SMOOTHING * (nanos - roundTrip);
    }

    private double round() {
        return size < 1 ? ROUND_WITH_GAPS : Math.max(SHORTEST_ROUND, Math.min(size, widest));
    }

    private void end() {
        ended++;
        if (ended < round()) {
            return;
        }
        // A window that was not used says nothing about a wider one.
        if (size < widest && 2 * mostInFlight >= size) {
            size = Math.min(widest, size + step);
            if (size > tooWide) {
                step *= 2;
            }
        }
        beginRound();
    }

    private void narrow(long now) {
        tooWide = size < 1 ? size : Math.min(size, Math.max(1, mostInFlight));
        size = Math.max(Math.min(1, roundTrip / LONGEST_GAP), tooWide * PART_LEFT);
        step = Math.min(1, tooWide * SLOWEST_STEP_PART);
        narrowed = true;
        narrowedAt = now;
        beginRound();
    }

    private void beginRound() {
        ended = 0;
        refused = 0;
        mostInFlight = 0;
    }
}
