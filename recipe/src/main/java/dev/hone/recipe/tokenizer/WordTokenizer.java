package dev.hone.recipe.tokenizer;

import dev.hone.gguf.ByteVocabulary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Whole words where the vocabulary has them, single bytes elsewhere: so the words of instructions
/// are one token each, and those of inputs are spelled.
///
/// In llama.cpp this is the byte-level tokenizer of Llama 3 without merges: text is cut as there,
/// and a piece that is in the vocabulary is taken whole. The tokens are the end of a turn, the
/// beginnings of the two turns, the 256 bytes, then the words. Immutable.
public final class WordTokenizer {

    public static final int END = 0;
    public static final int USER = 1;
    public static final int ASSISTANT = 2;

    /// Named as DeepSeek names them: llama.cpp knows its conversations, which have nothing between
    /// turns but these.
    public static final List<String> CONTROL =
            List.of("<｜end▁of▁sentence｜>", "<｜User｜>", "<｜Assistant｜>");

    private static final int FIRST_BYTE = CONTROL.size();
    private static final int FIRST_WORD = FIRST_BYTE + 256;

    /// How Llama 3 cuts text, as its tokenizer.json says it.
    private static final Pattern PIECE =
            Pattern.compile(
                    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
                            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

    private final List<String> words;
    private final Map<String, Integer> ids = new HashMap<>();

    /// @param words each of them one piece
    public WordTokenizer(Collection<String> words) {
        this.words = List.copyOf(words);
        for (int i = 0; i < this.words.size(); i++) {
            ids.put(this.words.get(i), FIRST_WORD + i);
        }
    }

    public int size() {
        return FIRST_WORD + words.size();
    }

    public List<String> words() {
        return words;
    }

    /// The pieces that text is cut into before the vocabulary is asked.
    public static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    public int[] encode(String text) {
        IntStream.Builder tokens = IntStream.builder();
        for (String piece : pieces(text)) {
            Integer whole = ids.get(piece);
            if (whole != null) {
                tokens.add(whole);
            } else {
                for (byte single : piece.getBytes(StandardCharsets.UTF_8)) {
                    tokens.add(FIRST_BYTE + Byte.toUnsignedInt(single));
                }
            }
        }
        return tokens.build().toArray();
    }

    /// The name of every token in the letters of byte-level vocabularies, as GGUF keeps them.
    public List<String> names() {
        List<String> names = new ArrayList<>(CONTROL);
        names.addAll(ByteVocabulary.bytes());
        words.forEach(word -> names.add(ByteVocabulary.letters(word)));
        return names;
    }
}
