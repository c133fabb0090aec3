package dev.hone.policy.decoder;

/// What of a policy's shape its tensors do not tell.
///
/// @param heads of attention; divides the width
/// @param queryTokens slots for the query; the rest of it is not read
/// @param promptTokens slots for the prompt with its end
/// @param endOfText the token that ends a prompt and fills slots without content
public record Layout(int heads, int queryTokens, int promptTokens, int endOfText) {

    /// Where the prompt begins in the table of positions; before it stand the reward and the query.
    public int promptStart() {
        return 1 + queryTokens;
    }
}
