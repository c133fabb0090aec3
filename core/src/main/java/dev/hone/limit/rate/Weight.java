package dev.hone.limit.rate;

/// What a request takes of a provider's limits, besides being one request.
///
/// @param input tokens it is expected to have read, 0 or more
/// @param output tokens it may have written, 0 or more
public record Weight(long input, long output) {

    /// Input and output together.
    public long tokens() {
        return input + output;
    }

    long of(Quota.Kind kind) {
        return switch (kind) {
            case REQUESTS -> 1;
            case TOKENS -> tokens();
            case INPUT_TOKENS -> input;
            case OUTPUT_TOKENS -> output;
        };
    }
}
