package dev.hone.answer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a text states its answer (GPO, official evaluation, first step of parsing): behind the
/// last phrase such as "the answer is", and before one such as "is the correct answer".
///
/// @param text what stands there, trimmed; the whole text when no phrase is found
/// @param announced whether a phrase came before it, so that the answer stands at its beginning
record FinalPart(String text, boolean announced) {

    /// Also "answer (yes or no) is", as two-turn prompts end, and the mark of GSM8K's solutions.
    private static final Pattern ANNOUNCEMENT =
            Pattern.compile(
                    "\\banswers?[*_]{0,3}(?:\\s(?:to|for)\\s[^.:()\\n]{1,40}?)?"
                            + "(?:\\s{0,9}\\([^()\\n]{0,60}\\))?\\s{0,9}"
                            + "(?:\\b(?:is|are|was|would be|will be|should be|must be)\\b\\s{0,9}:?"
                            + "|[:=])[*_]{0,3}|####",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern COLON =
            Pattern.compile("\\b(?:is|are):", Pattern.CASE_INSENSITIVE);

    private static final Pattern AFTERWORD =
            Pattern.compile(
                    "\\b(?:is|are)\\s(?:the|my)\\s(?:(?:correct|right|best|final)\\s)?"
                            + "(?:answer|choice|option)s?\\b",
                    Pattern.CASE_INSENSITIVE);

    /// Behind the last phrase that names the answer, otherwise behind the last "is:" or "are:".
    static FinalPart of(String text) {
        List<FinalPart> named = between(ANNOUNCEMENT, text);
        List<FinalPart> parts = named.isEmpty() ? between(COLON, text) : named;
        return parts.isEmpty() ? stated(text, false) : parts.getLast();
    }

    /// Behind the last phrase that names the answer, then between the last but one and the last,
    /// and so on: "The answer is 62. The answer in words is sixty-two." states its number in the
    /// second of them. "is:" does not count, since working steps are full of it.
    static List<FinalPart> candidates(String text) {
        List<FinalPart> parts = between(ANNOUNCEMENT, text);
        return parts.isEmpty() ? List.of(stated(text, false)) : parts.reversed();
    }

    /// What the reading makes of the first candidate of which it makes anything; otherwise null.
    static <T> @Nullable T firstReading(String text, Function<FinalPart, @Nullable T> reading) {
        for (FinalPart part : candidates(text)) {
            T found = reading.apply(part);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static List<FinalPart> between(Pattern phrase, String text) {
        List<FinalPart> parts = new ArrayList<>();
        Matcher matcher = phrase.matcher(text);
        int start = -1;
        while (matcher.find()) {
            if (start >= 0) {
                parts.add(stated(text.substring(start, matcher.start()), true));
            }
            start = matcher.end();
        }
        if (start >= 0) {
            parts.add(stated(text.substring(start), true));
        }
        return parts;
    }

    private static FinalPart stated(String part, boolean announced) {
        Matcher afterword = AFTERWORD.matcher(part);
        String stated = afterword.find() ? part.substring(0, afterword.start()) : part;
        return new FinalPart(Lines.trimmed(stated), announced);
    }
}
