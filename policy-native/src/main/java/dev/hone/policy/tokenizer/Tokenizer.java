package dev.hone.policy.tokenizer;

/// Turns any text into tokens, numbers from 0 to [#vocabularySize] - 1, and back.
///
/// `decode(encode(text))` is the text, unless it holds half a surrogate pair, which is encoded as a
/// question mark. Text is text: what looks like a special token, such as `<|endoftext|>`, is
/// encoded letter by letter, and no text is ever encoded as [#endOfText]. Safe for several threads.
public interface Tokenizer {

    /// The tokens of the whole text; none for the empty text.
    int[] encode(String text);

    /// The first tokens of [#encode(String)], at most `limit`, without reading the rest of the text
    /// where that is possible.
    ///
    /// @param limit 0 or more
    int[] encode(String text, int limit);

    /// The text of the tokens. [#endOfText] stands for no text and is left out; bytes that are no
    /// UTF-8, as between tokens that hold half a character each, become U+FFFD.
    ///
    /// @throws IllegalArgumentException when a token is not in the vocabulary
    String decode(int... tokens);

    /// The number of tokens, [#endOfText] included.
    int vocabularySize();

    /// The token that ends a text.
    int endOfText();
}
