package dev.hone.policy.tokenizer;

import dev.hone.Excerpt;
import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tokens that merging makes, by rank: the 256 bytes in their order, then one for each merge.
///
/// Merges are given as pairs; jtokkit knows the merged tokens and their ranks only, and merges any
/// two neighbours that give one. Both are the same encoding when no token is made by two merges,
/// and when the bytes of each merge, merged by those before it, come to be its pair: two neighbours
/// that give a token's bytes have then been merged exactly as the token's own pair was. Merges
/// learnt from text are like that; others are refused.
final class MergeOrder {

    private static final int BYTES = 256;
    private static final int LONGEST = 1_000;

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<Long, Integer> rankOfPair = new HashMap<>();

    /// What each merge joins, by rank less 256.
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(int left, int right) {

        long key() {
            return ((long) left << Integer.SIZE) | right;
        }
    }

    /// @throws InputException when a merge cannot be made
    MergeOrder(List<VocabularyFiles.Merge> merges) {
        for (int value = 0; value < BYTES; value++) {
            add(String.valueOf(ByteLetters.letter(value)));
        }
        for (VocabularyFiles.Merge merge : merges) {
            add(merge);
        }
    }

    /// By rank, in [ByteLetters].
    List<String> tokens() {
        return tokens;
    }

    private void add(String token) {
        ranks.put(token, tokens.size());
        tokens.add(token);
    }

    private void add(VocabularyFiles.Merge merge) {
        Pair pair = new Pair(rank(merge, merge.left()), rank(merge, merge.right()));
        String token = merge.left() + merge.right();
        if (token.length() > LONGEST) {
            throw wrong(merge, "gives a token of more than " + LONGEST + " bytes");
        }
        if (ranks.containsKey(token)) {
            throw wrong(
                    merge, "gives a token that an earlier merge gives. Each must give a new one");
        }
        if (isCrossed(pair)) {
            throw wrong(merge, "never happens: earlier merges take its parts another way");
        }
        rankOfPair.put(pair.key(), tokens.size());
        pairs.add(pair);
        add(token);
    }

    private int rank(VocabularyFiles.Merge merge, String part) {
        @Nullable Integer rank = ranks.get(part);
        if (rank == null) {
            throw wrong(
                    merge,
                    "joins "
                            + Excerpt.of(part)
                            + ", which must be a byte or be given by an earlier merge");
        }
        return rank;
    }

    /// Whether an earlier merge joins what stands on both sides of the border before the pair is
    /// complete. Goes back in time: of the two tokens at the border, the later made is taken apart.
    /// A token is there until its own merge takes it; on equal ranks the merge further left is
    /// first.
    private boolean isCrossed(Pair pair) {
        int left = pair.left();
        int right = pair.right();
        int leftTaken = tokens.size();
        int rightTaken = tokens.size();
        while (true) {
            @Nullable Integer rank = rankOfPair.get(new Pair(left, right).key());
            if (rank != null && rank < leftTaken && rank <= rightTaken) {
                return true;
            }
            if (left < BYTES && right < BYTES) {
                return false;
            }
            if (left > right) {
                leftTaken = left;
                left = pairs.get(left - BYTES).right();
            } else {
                rightTaken = right;
                right = pairs.get(right - BYTES).left();
            }
        }
    }

    private static InputException wrong(VocabularyFiles.Merge merge, String what) {
        return new InputException(
                merge.place()
                        + ": the merge of "
                        + Excerpt.of(merge.left())
                        + " and "
                        + Excerpt.of(merge.right())
                        + " "
                        + what
                        + ".");
    }
}
