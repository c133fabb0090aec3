package dev.hone.answer;

import dev.hone.Example;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A list of words in a text: one a line, all on one line, or one of the lines (GPO, official
/// evaluation of `word_sorting`, which tries the three in this order).
final class WordList {

    private static final Pattern SEPARATORS = Pattern.compile("(?U)[\\s,]+");
    private static final Pattern BULLET = Pattern.compile("^\\s{0,9}(?:[0-9]{1,4}[.)]|[-*•])\\s");

    private WordList() {}

    /// The words of the last attempt that has the right words in any order, parted by single
    /// spaces; the last line when none has. The words are known from the question; their order is
    /// what is asked.
    static String in(String text, Example example) {
        List<List<String>> attempts = new ArrayList<>();
        attempts.add(words(text));
        text.lines().map(WordList::words).forEach(attempts::add);
        List<String> wanted =
                words(example.target().toLowerCase(Locale.ROOT)).stream().sorted().toList();
        for (List<String> attempt : attempts.reversed()) {
            if (attempt.size() == wanted.size()
                    && attempt.stream().sorted().toList().equals(wanted)) {
                return String.join(" ", attempt);
            }
        }
        return Lines.last(text);
    }

    /// The words, without the numbers or bullets of a list.
    private static List<String> words(String text) {
        return text.lines()
                .map(line -> BULLET.matcher(line).replaceFirst(""))
                .flatMap(line -> Stream.of(SEPARATORS.split(line)))
                .map(WordList::withoutFullStop)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String withoutFullStop(String word) {
        return word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    }
}
