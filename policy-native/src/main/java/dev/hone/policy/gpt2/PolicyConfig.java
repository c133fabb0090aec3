package dev.hone.policy.gpt2;

/// The shape of a policy network (QPO §3.1, §3.2).
///
/// @param layers of the transformer, at least 1
/// @param heads of attention; divides `width`
/// @param width of the hidden states
/// @param vocabulary tokens the policy reads and writes, at least 2; the end of a text is the last
/// @param positions rows of the position table, at least [#slots()]; GPT-2 has 1,024
/// @param queryTokens slots for the query, the rest of it is not read
/// @param promptTokens slots for the prompt with its end
public record PolicyConfig(
        int layers,
        int heads,
        int width,
        int vocabulary,
        int positions,
        int queryTokens,
        int promptTokens) {

    private static final int QUERY_TOKENS = 40;
    private static final int PROMPT_TOKENS = 40;

    public PolicyConfig {
        require(layers >= 1, "layers", layers, "at least 1");
        require(heads >= 1 && width % heads == 0, "heads", heads, "a divisor of " + width);
        require(vocabulary >= 2, "vocabulary", vocabulary, "at least 2");
        require(queryTokens >= 1, "queryTokens", queryTokens, "at least 1");
        require(promptTokens >= 1, "promptTokens", promptTokens, "at least 1");
        int slots = 1 + queryTokens + promptTokens;
        require(positions >= slots, "positions", positions, "at least " + slots);
    }

    /// GPT-2 small, as in the paper: 125,036,545 parameters.
    public static PolicyConfig paper() {
        return new PolicyConfig(12, 12, 768, 50_257, 1_024, QUERY_TOKENS, PROMPT_TOKENS);
    }

    /// 4 layers of 256, to be trained from scratch on a processor.
    public static PolicyConfig small(int vocabulary) {
        int slots = 1 + QUERY_TOKENS + PROMPT_TOKENS;
        return new PolicyConfig(4, 4, 256, vocabulary, slots, QUERY_TOKENS, PROMPT_TOKENS);
    }

    /// 2 layers of 64, to be trained from scratch within a minute or two.
    public static PolicyConfig tiny(int vocabulary) {
        int slots = 1 + QUERY_TOKENS + PROMPT_TOKENS;
        return new PolicyConfig(2, 4, 64, vocabulary, slots, QUERY_TOKENS, PROMPT_TOKENS);
    }

    /// Slots of a sequence: the reward, the query, the prompt; 81 in the paper.
    public int slots() {
        return 1 + queryTokens + promptTokens;
    }

    /// The token that ends a prompt and fills slots without content.
    public int endOfText() {
        return vocabulary - 1;
    }

    /// Numbers to be learned; the output head shares the token embedding.
    public long parameters() {
        long square = (long) width * width;
        long layer = 12 * square + 13L * width;
        long gpt2 = (long) (vocabulary + positions) * width + layers * layer + 2L * width;
        long added = 3L * width + 2L * width + (width + 1) + (square + width) + 2L * width;
        return gpt2 + added;
    }

    private static void require(boolean holds, String name, int value, String right) {
        if (!holds) {
            throw new IllegalArgumentException(name + " (" + value + ") must be " + right + ".");
        }
    }
}
