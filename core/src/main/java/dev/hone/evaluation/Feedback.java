package dev.hone.evaluation;

import java.util.regex.Pattern;

/// What a metric or a model said of an answer, as it may stand in requests and reports.
final class Feedback {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");
    private static final Pattern UNPAIRED = Pattern.compile("\\p{Cs}");

    private Feedback() {}

    /// Cut, and free of control characters and halves of surrogate pairs. What came out of it comes
    /// out of it unchanged, so that an event read back equals the one that was written.
    static String of(String said, int most) {
        // However long a hostile text is, no more than this of it is looked at.
        String looked = said.substring(0, Math.min(said.length(), 4 * most));
        String lines = looked.replace("\r\n", "\n");
        String printable = CONTROL.matcher(lines).replaceAll(" ");
        String text = UNPAIRED.matcher(printable).replaceAll("\ufffd").strip();
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
