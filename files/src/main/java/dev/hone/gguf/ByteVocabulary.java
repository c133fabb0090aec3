package dev.hone.gguf;

import dev.hone.gguf.GgufValue.NumberType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A byte-level vocabulary as GPT-2 writes it: 256 tokens for the bytes, in the order of the bytes,
/// then texts that are merged from others, then special tokens.
///
/// @param merges pairs of tokens of this vocabulary, most frequent first; every pair's
///   concatenation is a token, in this order. Both in GPT-2's letters, see [#letters].
/// @param special texts of tokens that stand for no text; the first begins and the last ends a text
public record ByteVocabulary(List<String> merges, List<String> special) {

    private static final int BYTES = 256;
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;

    public ByteVocabulary {
        merges = List.copyOf(merges);
        special = List.copyOf(special);
        if (special.isEmpty()) {
            throw new IllegalArgumentException("A vocabulary needs a token that ends a text.");
        }
    }

    public int size() {
        return BYTES + merges.size() + special.size();
    }

    /// A text in GPT-2's letters: one for each byte of its UTF-8, none of them white space.
    public static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            letters.append(letter(value & 0xFF));
        }
        return letters.toString();
    }

    /// The letters of the 256 bytes, in the order of the bytes.
    public static List<String> bytes() {
        return IntStream.range(0, BYTES).mapToObj(value -> String.valueOf(letter(value))).toList();
    }

    /// Printable bytes of Latin-1 stand for themselves, the others for the letters from U+0100 on.
    private static char letter(int value) {
        int others = 0;
        for (int before = 0; before <= value; before++) {
            boolean printable =
                    before >= '!' && before <= '~'
                            || before >= 0xA1 && before <= 0xAC
                            || before >= 0xAE;
            if (before == value && printable) {
                return (char) value;
            }
            others += printable ? 0 : 1;
        }
        return (char) (BYTES + others - 1);
    }

    /// What the header says of the vocabulary.
    public Map<String, GgufValue> metadata() {
        List<String> tokens = new ArrayList<>(bytes());
        merges.forEach(merge -> tokens.add(merge.replace(" ", "")));
        tokens.addAll(special);
        List<Number> types = new ArrayList<>();
        for (int token = 0; token < tokens.size(); token++) {
            types.add((long) (token < BYTES + merges.size() ? NORMAL : CONTROL));
        }
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        metadata.put("tokenizer.ggml.model", GgufValue.of("gpt2"));
        metadata.put("tokenizer.ggml.pre", GgufValue.of("gpt-2"));
        metadata.put("tokenizer.ggml.tokens", new GgufValue.Texts(tokens));
        metadata.put("tokenizer.ggml.token_type", new GgufValue.Numbers(NumberType.I32, types));
        metadata.put("tokenizer.ggml.merges", new GgufValue.Texts(merges));
        metadata.put("tokenizer.ggml.bos_token_id", GgufValue.of(BYTES + merges.size()));
        metadata.put("tokenizer.ggml.eos_token_id", GgufValue.of(tokens.size() - 1));
        metadata.put("tokenizer.ggml.add_bos_token", GgufValue.of(false));
        return metadata;
    }
}
