package dev.hone.cli.reproduce.gpo;

import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// The most that a run may cost.
///
/// @param tokens of both models, an estimate: questions by their length, answers as long as they
///   may be
/// @param usd for them; null where the price of a model is unknown
record RunCost(RunCalls calls, long tokens, @Nullable BigDecimal usd) {

    /// Prices of the two models; null where unknown.
    record PricePair(@Nullable Price task, @Nullable Price optimizer) {}

    static RunCost of(RunCalls calls, TokenUsage task, TokenUsage optimizer, PricePair prices) {
        TokenUsage all = task.plus(optimizer);
        return new RunCost(calls, all.input() + all.output(), usd(task, optimizer, prices, calls));
    }

    private static @Nullable BigDecimal usd(
            TokenUsage task, TokenUsage optimizer, PricePair prices, RunCalls calls) {
        BigDecimal asked = usd(prices.task(), task);
        BigDecimal written =
                calls.requests() == 0 ? BigDecimal.ZERO : usd(prices.optimizer(), optimizer);
        return asked == null || written == null ? null : asked.add(written);
    }

    private static @Nullable BigDecimal usd(@Nullable Price price, TokenUsage tokens) {
        return price == null ? null : price.of(tokens);
    }
}
