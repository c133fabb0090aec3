package dev.hone.limit;

import dev.hone.limit.rate.Weight;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.TokenUsage;

/// Guesses how many tokens a request will use before it is sent; no tokenizer is asked, since every
/// provider has its own.
final class TokenEstimate {

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int BYTES_PER_TOKEN_AT_MOST = 3;
    private static final int TOKENS_PER_MESSAGE = 8;

    private TokenEstimate() {}

    /// What a request uses as a rule, for pacing: 4 characters a token, and all the output allowed.
    static Weight usual(ModelRequest request) {
        long characters = 0;
        for (Message message : request.messages()) {
            characters += message.text().length();
        }
        return new Weight(characters / CHARACTERS_PER_TOKEN, output(request));
    }

    /// What a request will hardly exceed, for reserving: 3 bytes of UTF-8 a token (a token of
    /// English has more than 4, a token of Chinese 3), a few tokens of frame for each message, and
    /// all the output allowed.
    static TokenUsage most(ModelRequest request) {
        long input = TOKENS_PER_MESSAGE;
        for (Message message : request.messages()) {
            input +=
                    TOKENS_PER_MESSAGE
                            + Math.ceilDiv(utf8(message.text()), BYTES_PER_TOKEN_AT_MOST);
        }
        return new TokenUsage(input, output(request));
    }

    private static long output(ModelRequest request) {
        Integer maxTokens = request.settings().maxTokens();
        return maxTokens == null ? 0 : (long) maxTokens * request.samples();
    }

    private static long utf8(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
