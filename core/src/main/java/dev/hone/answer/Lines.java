package dev.hone.answer;

/// Cuts a text into its outer parts. White space here is what people see as blank: also no-break
/// spaces, zero-width spaces and the byte order mark.
final class Lines {

    private Lines() {}

    static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// The first line that is not blank, trimmed; empty when all are.
    static String first(String text) {
        String trimmed = trimmed(text);
        int end = 0;
        while (end < trimmed.length() && !isLineEnd(trimmed.charAt(end))) {
            end++;
        }
        return trimmed(trimmed.substring(0, end));
    }

    /// The last line that is not blank, trimmed; empty when all are.
    static String last(String text) {
        String trimmed = trimmed(text);
        int start = trimmed.length();
        while (start > 0 && !isLineEnd(trimmed.charAt(start - 1))) {
            start--;
        }
        return trimmed(trimmed.substring(start));
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\u200B'
                || c == '\uFEFF';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085';
    }
}
