package dev.hone.cli.terminal;

/// Text from models and data, made fit for a terminal line: it may hold anything.
public final class Text {

    private static final int LONGEST = 400;

    private Text() {}

    /// Without control characters, lines and their indentation apart.
    public static String harmless(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n\\t]]", "�");
    }

    /// On one line, without control characters (a model must not move the cursor or colour the
    /// screen), and not endless. An empty text is said to be empty.
    public static String oneLine(String text) {
        String plain =
                text.strip().replaceAll("\\R", " ⏎ ").replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "�");
        if (plain.isEmpty()) {
            return "(empty)";
        }
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + " …" : plain;
    }
}
