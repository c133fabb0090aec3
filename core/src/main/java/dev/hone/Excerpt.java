package dev.hone;

import java.util.Locale;

/// A text as it may stand in a message: at most 80 characters, on one line, with nothing a terminal
/// would obey.
public final class Excerpt {

    private static final int LONGEST = 80;

    private Excerpt() {}

    /// The text, or its first 79 characters and `…`. Control, format and surrogate characters are
    /// written as Java escapes, a line break as `\n`.
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /// As [#of(String)], with a longest length of its own.
    public static String of(String text, int longest) {
        StringBuilder excerpt = new StringBuilder();
        boolean whole = text.codePointCount(0, text.length()) <= longest;
        text.codePoints()
                .limit(whole ? longest : longest - 1)
                .forEach(character -> append(excerpt, character));
        return whole ? excerpt.toString() : excerpt.append('…').toString();
    }

    private static void append(StringBuilder excerpt, int character) {
        switch (character) {
            case '\n' -> excerpt.append("\\n");
            case '\r' -> excerpt.append("\\r");
            case '\t' -> excerpt.append("\\t");
            default -> {
                if (isInvisible(character)) {
                    excerpt.append(String.format(Locale.ROOT, "\\u%04X", character));
                } else {
                    excerpt.appendCodePoint(character);
                }
            }
        }
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
