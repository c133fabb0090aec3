package dev.hone.limit;

import java.time.Duration;

/// What a run has spent, in all its processes together.
///
/// @param calls requests that were sent or about to be, retries and failures included
/// @param unsettled how many of `calls` have neither an answer nor an error: they are under way, or
///   were when their process was killed
/// @param amount of the calls; the most it can be for those unsettled
/// @param time the run was at work, as far as it wrote something down
public record Spent(long calls, long unsettled, Amount amount, Duration time) {

    public static final Spent NOTHING = new Spent(0, 0, Amount.NOTHING, Duration.ZERO);

    /// As this, with a call begun.
    ///
    /// @param most it can use
    /// @param at the run's time at which it was
    public Spent begun(Amount most, Duration at) {
        return new Spent(calls + 1, unsettled + 1, amount.plus(most), later(at));
    }

    /// As this, with a call that was [#begun] settled.
    ///
    /// @param most that was counted for it
    /// @param used in its place
    /// @param at the run's time at which it was
    public Spent settled(Amount most, Amount used, Duration at) {
        return new Spent(calls, unsettled - 1, amount.minus(most).plus(used), later(at));
    }

    private Duration later(Duration at) {
        return at.compareTo(time) > 0 ? at : time;
    }
}
