package dev.hone.cli.session;

import dev.hone.Task;
import dev.hone.limit.SpendingLimits;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/// Divides the hard budgets of a run between the search and the judgement on test, so that a run
/// which spends its whole budget still says whether its prompt is any better.
///
/// The judgement's part is its share of the calls, for every budget alike: two prompts on every
/// test example. A budget of which that would be more than half is left to the search; then the
/// judgement gets what is left, if anything.
///
/// @param whole the budgets of the run
/// @param share the judgement's part, in [0, ½]
record JudgementReserve(SpendingLimits whole, double share) {

    private static final double MOST = 0.5;

    static JudgementReserve of(SpendingLimits whole, Task task, long searchCalls) {
        long turns = task.extraction() == null ? 1 : 2;
        long judged = 2 * turns * task.splits().test().size();
        Long calls = whole.calls();
        double share =
                calls == null
                        ? (double) judged / Math.max(1, judged + searchCalls)
                        : (double) judged / calls;
        return new JudgementReserve(whole, share > MOST ? 0 : share);
    }

    /// What the run may have spent when the search ends.
    SpendingLimits search() {
        return new SpendingLimits(
                calls(kept(whole.calls())),
                calls(kept(whole.tokens())),
                usd(),
                whole.time() == null ? null : whole.time().minus(scaled(whole.time())));
    }

    /// What the run may have spent when it is judged: all of it.
    SpendingLimits judgement() {
        return whole;
    }

    private @Nullable Double kept(@Nullable Long budget) {
        return budget == null ? null : budget - Math.ceil(budget * share);
    }

    private static @Nullable Long calls(@Nullable Double kept) {
        return kept == null ? null : kept.longValue();
    }

    private @Nullable BigDecimal usd() {
        BigDecimal usd = whole.usd();
        return usd == null
                ? null
                : usd.multiply(BigDecimal.valueOf(1 - share), MathContext.DECIMAL64);
    }

    private Duration scaled(Duration time) {
        return Duration.ofMillis(Math.round(time.toMillis() * share));
    }
}
