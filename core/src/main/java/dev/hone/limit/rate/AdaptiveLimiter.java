package dev.hone.limit.rate;

import java.util.HashMap;
import java.util.Map;

/// Decides when a call may be sent, from what the provider has said and how it took the calls
/// before: the [window][RateWindow] of the account, and the [quotas][QuotaLevel] of each model.
///
/// Decides only; time is an argument, in nanoseconds of one clock that may wrap. Not thread-safe.
final class AdaptiveLimiter {

    /// The wait for a call in flight to end.
    static final long FOR_A_SLOT = -1;

    private final RateWindow window = new RateWindow();
    private final Map<String, Lane> lanes = new HashMap<>();
    private int inFlight;

    /// 0 when a call may be sent now, [#FOR_A_SLOT], or the nanoseconds to wait before asking
    /// again.
    ///
    /// @param concurrency the most calls in flight, those of other models counted in
    long waitNanos(long now, String model, Weight weight, int concurrency) {
        if (inFlight >= window.slots(concurrency)) {
            return FOR_A_SLOT;
        }
        return Math.max(window.gap(now), lane(model).waitNanos(now, weight));
    }

    void enter(long now, String model, Weight weight) {
        inFlight++;
        window.entered(now, inFlight);
        lane(model).take(weight);
    }

    void answered(long sentAt, long now) {
        inFlight--;
        window.answered(sentAt, now);
    }

    /// A refusal that a quota explains says nothing about the window.
    void refused(long sentAt, long now, String model, Weight weight) {
        inFlight--;
        if (lane(model).waitNanos(now, weight) == 0) {
            window.refused(sentAt, now);
        }
    }

    /// Ends a call that says nothing about rates.
    void ended() {
        inFlight--;
    }

    Mark sending(long now, String model) {
        Lane lane = lane(model);
        return new Mark(now, lane, lane.sent());
    }

    void said(long now, RateSignal signal, Mark mark) {
        mark.lane().tell(now, signal, mark.before());
        if (signal.overloaded()) {
            window.refused(mark.at(), now);
        }
    }

    private Lane lane(String model) {
        return lanes.computeIfAbsent(model, name -> new Lane());
    }

    /// Where a request stands in the order of all.
    record Mark(long at, Lane lane, Lane.Sent before) {}
}
