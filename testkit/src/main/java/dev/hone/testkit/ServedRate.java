package dev.hone.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A rate that a [FaultServer] enforces: a bucket that holds so many requests and fills all the
/// time. Thread-safe.
final class ServedRate {

    private final int limit;
    private final long periodNanos;
    private final boolean told;
    private double left;
    private long filledAt;
    private int violations;

    /// @param limit requests in a period, and at once
    /// @param told whether headers say it, and how long to wait
    ServedRate(int limit, Duration period, boolean told) {
        this.limit = limit;
        this.periodNanos = period.toNanos();
        this.told = told;
        this.left = limit;
        this.filledAt = System.nanoTime();
    }

    /// What is to happen to a request that arrives now.
    synchronized Verdict arrive() {
        long now = System.nanoTime();
        left = Math.min(limit, left + (now - filledAt) * perNano());
        filledAt = now;
        boolean accepted = left >= 1;
        if (accepted) {
            left--;
        } else {
            violations++;
        }
        return new Verdict(accepted, told ? headers(accepted) : Map.of());
    }

    synchronized int violations() {
        return violations;
    }

    private Map<String, String> headers(boolean accepted) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit-requests", Integer.toString(limit));
        headers.put("x-ratelimit-remaining-requests", Integer.toString((int) left));
        headers.put("x-ratelimit-reset-requests", millis(limit - left) + "ms");
        if (!accepted) {
            headers.put("retry-after-ms", Long.toString(millis(1 - left)));
        }
        return headers;
    }

    private long millis(double requests) {
        return (long) Math.ceil(requests / perNano() / 1e6);
    }

    private double perNano() {
        return (double) limit / periodNanos;
    }

    /// @param headers of the answer
    record Verdict(boolean accepted, Map<String, String> headers) {

        Fault fault(Fault otherwise) {
            return accepted
                    ? otherwise
                    : new Fault.Status(
                            429, headers, Fault.error("rate_limit_exceeded", "Too fast."));
        }
    }
}
