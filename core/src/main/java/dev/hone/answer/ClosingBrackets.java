package dev.hone.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs of the brackets that close: `] ) } >`.
final class ClosingBrackets {

    private static final Pattern RUN = Pattern.compile("[\\])}>][\\])}>\\s]*+");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private ClosingBrackets() {}

    /// The last run, one space between brackets; empty when there is none.
    static String lastIn(String text) {
        Matcher run = RUN.matcher(text);
        String last = "";
        while (run.find()) {
            last = run.group();
        }
        return SPACE.matcher(last).replaceAll("").replaceAll("(?<=.)(?=.)", " ");
    }
}
