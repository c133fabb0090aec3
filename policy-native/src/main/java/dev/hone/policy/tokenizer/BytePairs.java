package dev.hone.policy.tokenizer;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.IntArrayList;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The byte-pair encoding of GPT-2: a text is split into pieces (words, numbers, punctuation, white
/// space), and the bytes of a piece are merged pair by pair, the merge of the lowest rank first.
///
/// @param encoding merges
/// @param longest bytes of the longest token
record BytePairs(Encoding encoding, int longest) {

    /// GPT-2's pieces. Every text is a sequence of them.
    static final Pattern PIECE =
            Pattern.compile(
                    "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+|"
                            + " ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final int SHORT_PIECE = 512;
    private static final int GROWTH = 4;
    private static final int LAST_ASCII = 0x7F;

    int[] encode(String text) {
        return encoding.encodeOrdinary(text).toArray();
    }

    /// A piece is one token or more, so no more than `limit` pieces are looked at. A piece taken by
    /// itself is one piece again, with the same tokens.
    int[] encode(String text, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit (" + limit + ") must not be negative.");
        }
        IntArrayList tokens = new IntArrayList();
        Matcher pieces = PIECE.matcher(text);
        while (tokens.size() < limit && pieces.find()) {
            int missing = limit - tokens.size();
            for (int token :
                    Arrays.stream(ofPiece(pieces.group(), missing)).limit(missing).toArray()) {
                tokens.add(token);
            }
        }
        return tokens.toArray();
    }

    byte[] bytes(int... tokens) {
        IntArrayList list = new IntArrayList(tokens.length);
        for (int token : tokens) {
            list.add(token);
        }
        return encoding.decodeBytes(list);
    }

    /// Tries ever longer beginnings of a long piece, as long as that costs less than the piece.
    private int[] ofPiece(String piece, int limit) {
        for (long end = SHORT_PIECE + longest; end * longest < piece.length(); end *= GROWTH) {
            Optional<int[]> first = certain(piece, (int) end, limit);
            if (first.isPresent()) {
                return first.get();
            }
        }
        return encode(piece);
    }

    /// The first tokens of a piece from its beginning alone, when they cannot depend on the rest.
    ///
    /// Cut a piece between two of its tokens, and the part before has the very same tokens: no
    /// merge crossed the cut, so the rest had no say in the merges before it. Where these cuts lie
    /// is not known, but among as many neighbouring places as the longest token has bytes, one must
    /// be one. So what holds for a cut at each of these places holds for the whole. The places must
    /// lie between bytes, hence the limit to ASCII there.
    private Optional<int[]> certain(String piece, int end, int limit) {
        int[] first = {};
        for (int cut = end; cut > end - longest; cut--) {
            if (piece.charAt(cut - 1) > LAST_ASCII) {
                return Optional.empty();
            }
            int[] tokens = encode(piece.substring(0, cut));
            if (tokens.length < limit) {
                return Optional.empty();
            }
            int[] beginning = Arrays.copyOf(tokens, limit);
            if (cut == end) {
                first = beginning;
            } else if (!Arrays.equals(first, beginning)) {
                return Optional.empty();
            }
        }
        return Optional.of(first);
    }
}
