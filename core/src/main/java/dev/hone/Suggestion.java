package dev.hone;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// What an error message says after an unknown name: the known name that was probably meant, or all
/// known names.
public final class Suggestion {

    private Suggestion() {}

    /// ` Did you mean "exact"?` when one known name is close to the wrong one in letters (a third
    /// of the longer name, or two, may differ), otherwise ` Known: a, b, c.`; empty when nothing is
    /// known. Starts with a space, so that it can be put behind a sentence. Of equally close names
    /// the first wins.
    ///
    /// @param known in the order they are listed
    public static String of(String wrong, Collection<String> known) {
        if (known.isEmpty()) {
            return "";
        }
        String closest =
                known.stream().min(Comparator.comparingInt(name -> distance(wrong, name))).get();
        int allowed = Math.max(wrong.length(), closest.length()) <= 3 ? 1 : allowed(closest);
        return distance(wrong, closest) <= allowed
                ? " Did you mean \"" + closest + "\"?"
                : " Known: " + String.join(", ", known) + ".";
    }

    private static int allowed(String name) {
        return Math.max(2, name.length() / 3);
    }

    /// Insertions, deletions, replacements and swaps of neighbours, blind to case.
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        // Names are short; a long text is no misspelt name.
        if (Math.abs(from.length() - to.length()) > to.length()) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int replace = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best =
                Math.min(
                        cost[i - 1][j - 1] + replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
