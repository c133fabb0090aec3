package dev.hone.metric;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// What is left of a text when its dress is taken off: canonical Unicode composition, lower case,
/// single spaces.
final class Wording {

    private static final Pattern SPACES = Pattern.compile("(?U)[\\s\\u200B\\uFEFF]+");
    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
    private static final Pattern DIGIT = Pattern.compile("(?U)\\d");

    private Wording() {}

    static String of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return SPACES.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /// The wording without punctuation. In a text with digits only the marks around it go: `-5` and
    /// `5`, `1.5` and `15` stay apart.
    static String unpunctuated(String wording) {
        if (DIGIT.matcher(wording).find()) {
            return withoutOuterMarks(wording);
        }
        return PUNCTUATION.matcher(wording).replaceAll("").strip();
    }

    /// A sign or decimal point in front is part of the number.
    private static String withoutOuterMarks(String wording) {
        int start = 0;
        int end = wording.length();
        while (start < end && isMark(wording.charAt(start)) && !isSign(wording.charAt(start))) {
            start++;
        }
        while (end > start && isMark(wording.charAt(end - 1))) {
            end--;
        }
        return wording.substring(start, end);
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+' || c == '.';
    }

    private static boolean isMark(char c) {
        return c == ' ' || (c < 128 && !Character.isLetterOrDigit(c));
    }
}
