package dev.hone.limit.rate;

import java.time.Duration;

/// What a provider says about one of its limits.
///
/// @param limit the most there can be, at least 1
/// @param remaining what may be sent now, from 0 to `limit`
/// @param reset until all of `limit` is there again if nothing is sent, 0 or more
public record Quota(Kind kind, long limit, long remaining, Duration reset) {

    /// What is counted.
    public enum Kind {
        REQUESTS,
        /// Read and written ones together.
        TOKENS,
        INPUT_TOKENS,
        OUTPUT_TOKENS
    }

    public Quota {
        if (limit < 1 || remaining < 0 || remaining > limit || reset.isNegative()) {
            throw new IllegalArgumentException(
                    "limit ("
                            + limit
                            + ") must be at least 1, remaining ("
                            + remaining
                            + ") from 0 to it, and reset ("
                            + reset
                            + ") 0 or more.");
        }
    }
}
