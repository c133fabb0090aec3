package dev.hone.policy.engine;

import dev.hone.policy.tokenizer.Tokenizer;

import java.util.Arrays;

/// What the released code makes a prompt of (QPO §4, 3): all tokens as text, stripped, and then
/// every end of text deleted. So white space beside an end of text stays.
final class FaithfulText {

    private FaithfulText() {}

    static String of(Tokenizer tokenizer, int... tokens) {
        int first = 0;
        while (first < tokens.length && tokens[first] != tokenizer.endOfText()) {
            first++;
        }
        if (first == tokens.length) {
            return tokenizer.decode(tokens).strip();
        }
        int last = tokens.length - 1;
        while (tokens[last] != tokenizer.endOfText()) {
            last--;
        }
        return tokenizer.decode(Arrays.copyOf(tokens, first)).stripLeading()
                + tokenizer.decode(Arrays.copyOfRange(tokens, first, last))
                + tokenizer.decode(Arrays.copyOfRange(tokens, last, tokens.length)).stripTrailing();
    }
}
