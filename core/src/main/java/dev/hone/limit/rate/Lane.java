package dev.hone.limit.rate;

import java.util.EnumMap;
import java.util.Map;

/// What a provider says about one of its models, against what was sent to it. Not thread-safe.
final class Lane {

    private final Map<Quota.Kind, QuotaLevel> levels = new EnumMap<>(Quota.Kind.class);
    private Sent sent = new Sent(0, 0, 0);

    long waitNanos(long now, Weight weight) {
        long wait = 0;
        for (Map.Entry<Quota.Kind, QuotaLevel> level : levels.entrySet()) {
            wait = Math.max(wait, level.getValue().waitNanos(now, weight.of(level.getKey())));
        }
        return wait;
    }

    void take(Weight weight) {
        sent = sent.plus(weight);
        levels.forEach((kind, level) -> level.take(weight.of(kind)));
    }

    /// All that was sent until now.
    Sent sent() {
        return sent;
    }

    /// @param before all that had been sent when the request was that is answered now
    void tell(long now, RateSignal signal, Sent before) {
        for (Quota quota : signal.quotas()) {
            levels.computeIfAbsent(quota.kind(), kind -> new QuotaLevel())
                    .tell(now, quota, (double) (sent.of(quota.kind()) - before.of(quota.kind())));
        }
    }

    /// Sums over all requests.
    record Sent(long requests, long input, long output) {

        Sent plus(Weight weight) {
            return new Sent(requests + 1, input + weight.input(), output + weight.output());
        }

        long of(Quota.Kind kind) {
            return switch (kind) {
                case REQUESTS -> requests;
                case TOKENS -> input + output;
                case INPUT_TOKENS -> input;
                case OUTPUT_TOKENS -> output;
            };
        }
    }
}
