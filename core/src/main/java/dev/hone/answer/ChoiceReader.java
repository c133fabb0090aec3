package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The option a text decides for, written as in the example's choices, or as `(A)` when it has
/// none. Letters outside the example's options are not options.
///
/// In this order: the text is an option or its letter; a letter in parentheses; a letter with a
/// mark behind it at the beginning; an option's text; a capital letter at either end. Behind a
/// phrase that announces the answer the first of a kind counts, otherwise the last. A letter that
/// is named in one breath with another (`(A) or (B)`) decides for neither: nothing is read.
record ChoiceReader() implements AnswerReader {

    private static final Pattern WRAPPING = Pattern.compile("^[\\s*\"'`]{1,9}|[\\s*\"'`.]{1,9}$");
    private static final Pattern BARE = Pattern.compile("\\(?([A-Za-z])[).:]?");
    private static final Pattern PARENTHESISED = Pattern.compile("\\(([A-Za-z])\\)");
    private static final Pattern MARKED_START = Pattern.compile("^[\\s*\"]{0,9}([A-Z])\\s?[).:,*]");
    private static final Pattern START =
            Pattern.compile(
                    "^(?:(?i:most|likely|probably|either|clearly|option|choice|letter)\\s){0,3}"
                            + "([A-Z])(?![\\p{L}\\p{N}'’])");
    private static final Pattern END = Pattern.compile("(?<![\\p{L}\\p{N}'’])([A-Z])[.!]?$");
    private static final Pattern TWO_LETTERS =
            Pattern.compile(
                    "([A-Z])\\)?\\s{0,3}(?:,?\\s{0,3}\\b(?:or|and)\\b|[/&]"
                            + "|,(?=\\s{0,3}(?:\\([A-Z]\\)|[A-Z](?:,|\\s(?:or|and)\\s))))"
                            + "(?=\\s{0,3}\\(?([A-Z])(?![\\p{L}\\p{N}'’]))");

    /// The most characters between two letters named in one breath.
    private static final int BREATH = 20;

    @Override
    public String read(String completion, Example example) {
        Options options = Options.of(example);
        String found = FinalPart.firstReading(completion, part -> choice(part, options));
        return found == null ? "" : found;
    }

    /// The option; empty when the text wavers between several; null when it names none.
    private static @Nullable String choice(FinalPart part, Options options) {
        String text = part.text();
        String found = whole(text, options);
        if (found == null) {
            found = parenthesised(text, options, part.announced());
        }
        if (found == null) {
            found = letter(MARKED_START, text, options);
        }
        if (found == null) {
            found = named(text, options, part.announced());
        }
        if (found == null && part.announced()) {
            found = letter(START, text, options);
        }
        if (found == null) {
            found = letter(END, text, options);
        }
        return found;
    }

    private static @Nullable String whole(String text, Options options) {
        String bare = WRAPPING.matcher(text).replaceAll("");
        Matcher matcher = BARE.matcher(bare);
        String named = options.byText(bare);
        return named == null && matcher.matches() ? options.byLetter(matcher.group(1)) : named;
    }

    private static @Nullable String parenthesised(String text, Options options, boolean first) {
        Matcher matcher = PARENTHESISED.matcher(text);
        String found = null;
        int place = 0;
        while (matcher.find() && !(first && found != null)) {
            String option = options.byLetter(matcher.group(1));
            if (option != null) {
                found = option;
                place = matcher.start(1);
            }
        }
        return found != null && wavers(text, place, options) ? "" : found;
    }

    private static @Nullable String letter(Pattern where, String text, Options options) {
        Matcher matcher = where.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        String found = options.byLetter(matcher.group(1));
        return found != null && wavers(text, matcher.start(1), options) ? "" : found;
    }

    /// Whether the letter at the place is one of two options named together.
    private static boolean wavers(String text, int place, Options options) {
        int from = Math.max(0, place - BREATH);
        int to = Math.min(text.length(), place + BREATH);
        Matcher pair = TWO_LETTERS.matcher(text.substring(from, to));
        while (pair.find()) {
            boolean concerned = from + pair.start(1) == place || from + pair.start(2) == place;
            String one = options.byLetter(pair.group(1));
            String other = options.byLetter(pair.group(2));
            if (concerned && one != null && other != null && !one.equals(other)) {
                return true;
            }
        }
        return false;
    }

    /// The option whose text is written first or last; of two texts at one place the longer.
    private static @Nullable String named(String text, Options options, boolean first) {
        String lower = text.toLowerCase(Locale.ROOT);
        String found = null;
        int bestPlace = 0;
        int bestLength = 0;
        for (Options.Option option : options.all()) {
            String name = option.text().toLowerCase(Locale.ROOT);
            int place = name.isEmpty() ? -1 : placeOf(name, lower, first);
            if (place >= 0
                    && (found == null
                            || place < bestPlace
                            || (place == bestPlace && name.length() > bestLength))) {
                found = option.value();
                bestPlace = place;
                bestLength = name.length();
            }
        }
        return found;
    }

    /// How far from the wanted end of the text the name stands as words of its own, or -1.
    private static int placeOf(String name, String text, boolean first) {
        int start = first ? text.indexOf(name) : text.lastIndexOf(name);
        while (start >= 0) {
            int end = start + name.length();
            if (!joined(text, start) && !joined(text, end)) {
                return first ? start : text.length() - end;
            }
            start = first ? text.indexOf(name, start + 1) : text.lastIndexOf(name, start - 1);
        }
        return -1;
    }

    /// Whether a word goes on across the position.
    private static boolean joined(String text, int position) {
        return position > 0
                && position < text.length()
                && Character.isLetterOrDigit(text.charAt(position - 1))
                && Character.isLetterOrDigit(text.charAt(position));
    }
}
