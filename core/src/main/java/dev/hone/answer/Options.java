package dev.hone.answer;

import dev.hone.Example;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The options of a multiple-choice example, with the letter and the text each goes by.
///
/// Choices are either letters (`(A)`, `A`), whose texts then stand in the input (`(A) apple`), or
/// texts, whose letters are their positions. An example without choices has the options its input
/// lists.
record Options(List<Option> all) {

    /// @param value what a reader answers
    /// @param letter upper case; empty when the option is beyond the alphabet
    /// @param text as shown to the model; empty when unknown
    record Option(String value, String letter, String text) {}

    private static final Pattern LETTER = Pattern.compile("\\(?([A-Za-z])[).:]?");
    private static final Pattern LETTER_AND_TEXT = Pattern.compile("\\(([A-Za-z])\\)\\s(.+)");
    private static final Pattern LISTED =
            Pattern.compile("\\(([A-Z])\\)[ \\t]*(\\S(?:(?!\\([A-Z]\\)).)*+)");

    static Options of(Example example) {
        Map<String, String> listed = listedIn(example.input());
        List<Option> options = new ArrayList<>();
        if (example.choices().isEmpty()) {
            listed.forEach(
                    (letter, text) -> options.add(new Option("(" + letter + ")", letter, text)));
        }
        for (String choice : example.choices()) {
            options.add(option(choice, options.size(), listed));
        }
        return new Options(options);
    }

    private static Map<String, String> listedIn(String input) {
        Map<String, String> texts = new TreeMap<>();
        Matcher matcher = LISTED.matcher(input);
        while (matcher.find()) {
            texts.put(matcher.group(1), Lines.trimmed(matcher.group(2)));
        }
        return texts;
    }

    private static Option option(String choice, int index, Map<String, String> listed) {
        String trimmed = Lines.trimmed(choice);
        Matcher bare = LETTER.matcher(trimmed);
        if (bare.matches()) {
            String letter = bare.group(1).toUpperCase(Locale.ROOT);
            return new Option(choice, letter, listed.getOrDefault(letter, ""));
        }
        Matcher both = LETTER_AND_TEXT.matcher(trimmed);
        if (both.matches()) {
            return new Option(choice, both.group(1).toUpperCase(Locale.ROOT), both.group(2));
        }
        String letter = index < 26 ? String.valueOf((char) ('A' + index)) : "";
        return new Option(choice, letter, trimmed);
    }

    /// The option with the letter, in either case; null when there is none. Without any options
    /// every letter is one.
    @Nullable String byLetter(String letter) {
        String wanted = letter.toUpperCase(Locale.ROOT);
        if (all.isEmpty()) {
            return "(" + wanted + ")";
        }
        for (Option option : all) {
            if (option.letter().equals(wanted)) {
                return option.value();
            }
        }
        return null;
    }

    /// The option that is written out in full, in any case; null when there is none.
    @Nullable String byText(String text) {
        if (text.isEmpty()) {
            return null;
        }
        for (Option option : all) {
            if (option.text().equalsIgnoreCase(text) || option.value().equalsIgnoreCase(text)) {
                return option.value();
            }
        }
        return null;
    }
}
