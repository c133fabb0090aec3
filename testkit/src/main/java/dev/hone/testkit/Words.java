package dev.hone.testkit;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Counts and cuts text by words, which stand in for tokens: every word with the white space before
/// it is one token, so the tokens of a text, put together, are the text.
final class Words {

    private static final Pattern WORD = Pattern.compile("\\s*\\S+(?:\\s+\\z)?");

    private Words() {}

    static List<String> of(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    static int count(String text) {
        return (int) WORD.matcher(text).results().count();
    }
}
