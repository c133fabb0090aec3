package dev.hone.policy.tokenizer;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The vocabulary of GPT-2: 256 bytes, 50,000 merges and the end of text, 50256.
public final class Gpt2Tokenizer implements Tokenizer {

    private static final int END_OF_TEXT = 50_256;
    private static final int LONGEST_TOKEN = 128;

    // Loading takes a tenth of a second, and nothing changes it: once for all.
    private static final BytePairs PAIRS =
            new BytePairs(
                    Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE),
                    LONGEST_TOKEN);

    @Override
    public int[] encode(String text) {
        return PAIRS.encode(text);
    }

    @Override
    public int[] encode(String text, int limit) {
        return PAIRS.encode(text, limit);
    }

    @Override
    public String decode(int... tokens) {
        for (int token : tokens) {
            if (token < 0 || token > END_OF_TEXT) {
                throw new IllegalArgumentException("The token " + token + " must be 0 to 50256.");
            }
        }
        int[] inText = Arrays.stream(tokens).filter(token -> token != END_OF_TEXT).toArray();
        return new String(bytes(inText), StandardCharsets.UTF_8);
    }

    @Override
    public int vocabularySize() {
        return END_OF_TEXT + 1;
    }

    @Override
    public int endOfText() {
        return END_OF_TEXT;
    }

    /// The bytes of tokens other than the end of text.
    byte[] bytes(int... tokens) {
        return PAIRS.bytes(tokens);
    }
}
