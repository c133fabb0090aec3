package dev.hone.cli.reproduce.gpo;

import dev.hone.cli.terminal.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What several runs may cost at most.
///
/// @param usd null where a price is unknown
record Cost(int runs, long taskCalls, long requests, long tokens, @Nullable BigDecimal usd) {

    static Cost of(Collection<PlannedRun> runs, Map<PlannedRun, RunCost> costs) {
        List<RunCost> own =
                runs.stream().map(run -> Objects.requireNonNull(costs.get(run))).toList();
        return new Cost(
                own.size(),
                own.stream().mapToLong(cost -> cost.calls().taskCalls()).sum(),
                own.stream().mapToLong(cost -> cost.calls().requests()).sum(),
                own.stream().mapToLong(RunCost::tokens).sum(),
                usd(own));
    }

    private static @Nullable BigDecimal usd(List<RunCost> costs) {
        BigDecimal sum = BigDecimal.ZERO;
        for (RunCost cost : costs) {
            BigDecimal usd = cost.usd();
            if (usd == null) {
                return null;
            }
            sum = sum.add(usd);
        }
        return sum;
    }

    /// Two lines for people.
    List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d %s, at most %,d task calls and %,d optimizer requests,",
                        runs,
                        runs == 1 ? "run" : "runs",
                        taskCalls,
                        requests),
                String.format(
                        Locale.ROOT,
                        "about %,.1f million tokens, price %s",
                        tokens / 1e6,
                        price()));
    }

    private String price() {
        BigDecimal known = usd;
        return known == null
                ? "unknown"
                : known.signum() == 0 ? "none" : "at most " + Money.shown(known);
    }
}
