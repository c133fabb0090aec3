package dev.hone.model;

/// Tokens read and written. [#UNKNOWN] where the provider does not say, which is not zero.
///
/// @param input 0 or more, or -1 for unknown
/// @param output 0 or more, or -1 for unknown
public record TokenUsage(long input, long output) {

    public static final TokenUsage UNKNOWN = new TokenUsage(-1, -1);
    public static final TokenUsage ZERO = new TokenUsage(0, 0);

    public boolean isKnown() {
        return input >= 0 && output >= 0;
    }

    /// The sum; unknown as soon as one part is.
    public TokenUsage plus(TokenUsage other) {
        return isKnown() && other.isKnown()
                ? new TokenUsage(input + other.input, output + other.output)
                : UNKNOWN;
    }
}
