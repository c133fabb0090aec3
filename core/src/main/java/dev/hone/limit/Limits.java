package dev.hone.limit;

import java.time.Duration;

/// How a provider is called.
///
/// @param concurrency the most calls in flight, at least 1
/// @param requestsPerMinute 0 for no limit
/// @param tokensPerMinute 0 for no limit
/// @param timeout for one attempt
/// @param retries attempts after the first, 0 or more
public record Limits(
        int concurrency,
        int requestsPerMinute,
        int tokensPerMinute,
        Duration timeout,
        int retries) {

    public static final Limits DEFAULTS = new Limits(64, 0, 0, Duration.ofSeconds(60), 5);

    public Limits {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "concurrency (" + concurrency + ") must be at least 1.");
        }
        if (requestsPerMinute < 0 || tokensPerMinute < 0) {
            throw new IllegalArgumentException(
                    "requestsPerMinute ("
                            + requestsPerMinute
                            + ") and tokensPerMinute ("
                            + tokensPerMinute
                            + ") must be 0 or more.");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout (" + timeout + ") must be positive.");
        }
        if (retries < 0) {
            throw new IllegalArgumentException("retries (" + retries + ") must be 0 or more.");
        }
    }
}
