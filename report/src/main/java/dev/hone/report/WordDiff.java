package dev.hone.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What changed from one text to another, word by word: a longest common subsequence, tidied so
/// that a word two rewritten passages happen to share does not tear them apart.
final class WordDiff {

    /// A word with the space behind it; a character of a script without spaces; a mark.
    private static final Pattern TOKEN =
            Pattern.compile("(?s)(?:\\p{IsIdeographic}|[\\p{L}\\p{M}\\p{N}_'’]+|.)\\s*");

    /// Above this many comparisons, what stands between the common ends counts as replaced.
    private static final long MOST_CELLS = 4_000_000;

    private WordDiff() {}

    /// A passage.
    record Part(Kind kind, String text) {}

    /// What became of a passage.
    enum Kind {
        SAME,
        DELETED,
        INSERTED
    }

    /// The passages in reading order, deleted before inserted. Without the inserted ones they are
    /// `before` to the character, without the deleted ones `after`.
    static List<Part> between(String before, String after) {
        Map<String, Integer> words = new HashMap<>();
        List<String> old = tokens(before);
        List<String> fresh = tokens(after);
        int[] a =
                old.stream()
                        .mapToInt(word -> words.computeIfAbsent(word, w -> words.size()))
                        .toArray();
        int[] b =
                fresh.stream()
                        .mapToInt(word -> words.computeIfAbsent(word, w -> words.size()))
                        .toArray();
        return parts(tidied(changes(old, fresh, a, b)));
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    /// A common passage and the change behind it.
    private record Change(String same, String deleted, String inserted) {

        int length() {
            return Math.max(deleted.length(), inserted.length());
        }

        Change joinedWith(Change next) {
            return new Change(
                    same, deleted + next.same + next.deleted, inserted + next.same + next.inserted);
        }
    }

    private static List<Change> changes(List<String> old, List<String> fresh, int[] a, int[] b) {
        int start = 0;
        while (start < Math.min(a.length, b.length) && a[start] == b[start]) {
            start++;
        }
        int end = 0;
        while (end < Math.min(a.length, b.length) - start
                && a[a.length - 1 - end] == b[b.length - 1 - end]) {
            end++;
        }
        int aEnd = a.length - end;
        int bEnd = b.length - end;
        int[][] common = common(a, b, start, aEnd, bEnd);
        List<Change> changes = new ArrayList<>();
        int i = start;
        int j = start;
        String same = join(old, 0, start);
        while (i < aEnd || j < bEnd) {
            int deletedFrom = i;
            int insertedFrom = j;
            while ((i < aEnd || j < bEnd) && !(i < aEnd && j < bEnd && a[i] == b[j])) {
                if (j == bEnd
                        || (i < aEnd && below(common, i, j, start) >= right(common, i, j, start))) {
                    i++;
                } else {
                    j++;
                }
            }
            changes.add(new Change(same, join(old, deletedFrom, i), join(fresh, insertedFrom, j)));
            int sameFrom = i;
            while (i < aEnd && j < bEnd && a[i] == b[j]) {
                i++;
                j++;
            }
            same = join(old, sameFrom, i);
        }
        changes.add(new Change(same + join(old, aEnd, a.length), "", ""));
        return changes;
    }

    /// Lengths of the longest common subsequences of what follows each pair of places; empty when
    /// there are too many to compute.
    private static int[][] common(int[] a, int[] b, int start, int aEnd, int bEnd) {
        int rows = aEnd - start;
        int columns = bEnd - start;
        if ((long) rows * columns > MOST_CELLS) {
            return new int[0][];
        }
        int[][] common = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] =
                        a[start + i] == b[start + j]
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static int below(int[][] common, int i, int j, int start) {
        return common.length == 0 ? 1 : common[i + 1 - start][j - start];
    }

    private static int right(int[][] common, int i, int j, int start) {
        return common.length == 0 ? 0 : common[i - start][j + 1 - start];
    }

    /// Joins changes whose common passage is no longer than either of them.
    private static List<Change> tidied(List<Change> changes) {
        List<Change> tidied = new ArrayList<>();
        for (Change change : changes) {
            if (!tidied.isEmpty()
                    && change.same.length()
                            <= Math.min(tidied.getLast().length(), change.length())) {
                tidied.add(tidied.removeLast().joinedWith(change));
            } else {
                tidied.add(change);
            }
        }
        return tidied;
    }

    private static List<Part> parts(List<Change> changes) {
        List<Part> parts = new ArrayList<>();
        for (Change change : changes) {
            add(parts, Kind.SAME, change.same);
            add(parts, Kind.DELETED, change.deleted);
            add(parts, Kind.INSERTED, change.inserted);
        }
        return parts;
    }

    private static void add(List<Part> parts, Kind kind, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(kind, text));
        }
    }

    private static String join(List<String> tokens, int from, int to) {
        return String.join("", tokens.subList(from, to));
    }
}
