package dev.hone.policy.tokenizer;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;

import dev.hone.Excerpt;
import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A byte-level byte-pair tokenizer of the GPT-2 family with a vocabulary of its own, as Hugging
/// Face keeps it in a folder. With GPT-2's vocabulary it is [Gpt2Tokenizer], number for number.
///
/// Tokens that no merge gives, such as added ones, are decoded to their text and never encoded.
public final class HuggingFaceTokenizer implements Tokenizer {

    private static final String END_OF_TEXT = "<|endoftext|>";

    private final BytePairs pairs;

    /// The token of each rank.
    private final int[] ofRank;

    /// The bytes of each token.
    private final byte[][] bytes;

    private final int endOfText;

    private HuggingFaceTokenizer(VocabularyFiles files, List<String> made) {
        Integer end = files.numbers().get(END_OF_TEXT);
        if (end == null) {
            throw new InputException(
                    files.file() + " has no token " + END_OF_TEXT + ", the end of a text.");
        }
        endOfText = end;
        bytes = new byte[files.numbers().size()][];
        files.numbers().forEach((token, number) -> bytes[number] = bytes(token));
        ofRank = made.stream().mapToInt(token -> number(files, token)).toArray();
        pairs = pairs(made);
    }

    /// Reads `tokenizer.json`, or where there is none `vocab.json` and `merges.txt`.
    ///
    /// @throws InputException when they are not there, hold anything but a byte-level byte-pair
    ///   vocabulary with GPT-2's pieces, or lack the token `<|endoftext|>`
    public static HuggingFaceTokenizer read(Path folder) {
        VocabularyFiles files = VocabularyFiles.read(folder);
        return new HuggingFaceTokenizer(files, new MergeOrder(files.merges()).tokens());
    }

    @Override
    public int[] encode(String text) {
        return numbers(pairs.encode(text));
    }

    @Override
    public int[] encode(String text, int limit) {
        return numbers(pairs.encode(text, limit));
    }

    @Override
    public String decode(int... tokens) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token < 0 || token >= bytes.length) {
                throw new IllegalArgumentException(
                        "The token " + token + " must be 0 to " + (bytes.length - 1) + ".");
            }
            if (token != endOfText) {
                text.writeBytes(bytes[token]);
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public int vocabularySize() {
        return bytes.length;
    }

    @Override
    public int endOfText() {
        return endOfText;
    }

    private int[] numbers(int[] ranks) {
        return Arrays.stream(ranks).map(rank -> ofRank[rank]).toArray();
    }

    private static int number(VocabularyFiles files, String token) {
        Integer number = files.numbers().get(token);
        if (number == null || token.equals(END_OF_TEXT)) {
            throw new InputException(
                    files.file()
                            + ": the token "
                            + Excerpt.of(token)
                            + (number == null
                                    ? " is missing. Every byte and every merge must have a number."
                                    : " is given by a merge. The end of text must not be."));
        }
        return number;
    }

    /// What an added token stands for is its text, which need not be written in [ByteLetters].
    private static byte[] bytes(String token) {
        byte @Nullable [] bytes = ByteLetters.bytes(token);
        return bytes == null ? token.getBytes(StandardCharsets.UTF_8) : bytes;
    }

    private static BytePairs pairs(List<String> made) {
        Map<byte[], Integer> ranks = new HashMap<>();
        int longest = 1;
        for (int rank = 0; rank < made.size(); rank++) {
            byte[] token = bytes(made.get(rank));
            ranks.put(token, rank);
            longest = Math.max(longest, token.length);
        }
        GptBytePairEncodingParams parameters =
                new GptBytePairEncodingParams("folder", BytePairs.PIECE, ranks, Map.of());
        Encoding encoding =
                Encodings.newLazyEncodingRegistry()
                        .registerGptBytePairEncoding(parameters)
                        .getEncoding("folder")
                        .orElseThrow();
        return new BytePairs(encoding, longest);
    }
}
