package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

/// The last line that is not blank, without "So the answer is" before the answer, a full stop
/// behind it, or emphasis and quotation marks around it.
record LastLine() implements AnswerReader {

    /// As in `**"Paris."**` with one to spare.
    private static final int MAX_LAYERS = 4;

    private static final String EMPHASIS = "*`";
    private static final String OPENING = "\"'“‘_";
    private static final String CLOSING = "\"'”’_";

    @Override
    public String read(String completion, Example example) {
        return unwrapped(FinalPart.of(Lines.last(completion)).text());
    }

    private static String unwrapped(String text) {
        String bare = text;
        for (int layer = 0; layer < MAX_LAYERS; layer++) {
            bare = Lines.trimmed(unquoted(withoutEmphasis(withoutFullStop(bare))));
        }
        return bare;
    }

    private static String withoutFullStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String withoutEmphasis(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && EMPHASIS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && EMPHASIS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String unquoted(String text) {
        if (text.length() < 2) {
            return text;
        }
        int mark = OPENING.indexOf(text.charAt(0));
        boolean quoted = mark >= 0 && CLOSING.charAt(mark) == text.charAt(text.length() - 1);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
