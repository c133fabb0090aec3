package dev.hone.metric;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The longest sequence of words that two texts share in order, gaps allowed.
final class LongestCommonSubsequence {

    private LongestCommonSubsequence() {}

    /// In order. Of several of the same length the one whose words stand furthest to the right in
    /// `left`. Takes time, and bits of memory, in the product of both lengths.
    static List<String> of(List<String> left, List<String> right) {
        BitSet[] leftLonger = table(left, right);
        List<String> common = new ArrayList<>();
        int i = left.size();
        int j = right.size();
        while (i > 0 && j > 0) {
            if (left.get(i - 1).equals(right.get(j - 1))) {
                common.add(left.get(i - 1));
                i--;
                j--;
            } else if (leftLonger[i].get(j)) {
                i--;
            } else {
                j--;
            }
        }
        return common.reversed();
    }

    /// Whether at (i, j) leaving out word i of the left text keeps strictly more than leaving out
    /// word j of the right one.
    private static BitSet[] table(List<String> left, List<String> right) {
        BitSet[] table = new BitSet[left.size() + 1];
        int[] above = new int[right.size() + 1];
        for (int i = 1; i <= left.size(); i++) {
            int[] row = new int[right.size() + 1];
            table[i] = new BitSet(right.size() + 1);
            for (int j = 1; j <= right.size(); j++) {
                if (left.get(i - 1).equals(right.get(j - 1))) {
                    row[j] = above[j - 1] + 1;
                } else {
                    row[j] = Math.max(above[j], row[j - 1]);
                    table[i].set(j, above[j] > row[j - 1]);
                }
            }
            above = row;
        }
        return table;
    }
}
