package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands between the last `<name>` and the `</name>` that follows it, or behind the last
/// `<name>` when the model was cut off before it closed any. Case does not matter.
record Tagged(Pattern open, Pattern close) implements AnswerReader {

    Tagged(String name) {
        this(literal("<" + name + ">"), literal("</" + name + ">"));
    }

    private static Pattern literal(String text) {
        return Pattern.compile(text, Pattern.LITERAL | Pattern.CASE_INSENSITIVE);
    }

    @Override
    public String read(String completion, Example example) {
        Matcher opened = open.matcher(completion);
        Matcher closed = close.matcher(completion);
        String lastComplete = null;
        int searched = 0;
        while (closed.find()) {
            int start = lastEnd(opened, searched, closed.start());
            if (start >= 0) {
                lastComplete = completion.substring(start, closed.start());
            }
            searched = closed.end();
        }
        if (lastComplete == null) {
            int lastOpened = lastEnd(opened, searched, completion.length());
            lastComplete = lastOpened < 0 ? "" : completion.substring(lastOpened);
        }
        return Lines.trimmed(lastComplete);
    }

    /// The end of the last opening tag within the bounds, or -1.
    private static int lastEnd(Matcher opened, int from, int to) {
        opened.region(from, to);
        int end = -1;
        while (opened.find()) {
            end = opened.end();
        }
        return end;
    }
}
