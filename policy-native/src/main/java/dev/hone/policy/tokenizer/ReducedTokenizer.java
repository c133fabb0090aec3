package dev.hone.policy.tokenizer;

import java.util.Arrays;
import java.util.stream.IntStream;

/// GPT-2's tokenizer with a [CutVocabulary]: a token that is not in it is written as its bytes.
public final class ReducedTokenizer implements Tokenizer {

    private static final int BYTE = 0xFF;

    private final Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
    private final CutVocabulary vocabulary;

    /// The token of each byte; GPT-2 does not number them in their order.
    private final int[] ofByte = new int[BYTE + 1];

    public ReducedTokenizer(CutVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        for (int token = 0; token <= BYTE; token++) {
            ofByte[gpt2.bytes(token)[0] & BYTE] = token;
        }
    }

    @Override
    public int[] encode(String text) {
        return Arrays.stream(gpt2.encode(text)).flatMap(this::reduced).toArray();
    }

    @Override
    public int[] encode(String text, int limit) {
        return Arrays.stream(gpt2.encode(text, limit))
                .flatMap(this::reduced)
                .limit(limit)
                .toArray();
    }

    @Override
    public String decode(int... tokens) {
        return gpt2.decode(Arrays.stream(tokens).map(vocabulary::inGpt2).toArray());
    }

    @Override
    public int vocabularySize() {
        return vocabulary.size();
    }

    @Override
    public int endOfText() {
        return vocabulary.of(gpt2.endOfText());
    }

    public CutVocabulary vocabulary() {
        return vocabulary;
    }

    private IntStream reduced(int token) {
        if (vocabulary.keeps(token)) {
            return IntStream.of(vocabulary.of(token));
        }
        byte[] bytes = gpt2.bytes(token);
        return IntStream.range(0, bytes.length)
                .map(index -> vocabulary.of(ofByte[bytes[index] & BYTE]));
    }
}
