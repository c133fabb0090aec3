package dev.hone.limit.rate;

/// What a user allows at most, whatever the provider would bear.
///
/// @param concurrency calls in flight of this process, at least 1
/// @param requestsPerMinute of all processes on this machine; 0 for no limit
/// @param tokensPerMinute of all processes on this machine; 0 for no limit
public record Ceiling(int concurrency, int requestsPerMinute, int tokensPerMinute) {

    boolean isPaced() {
        return requestsPerMinute > 0 || tokensPerMinute > 0;
    }
}
