package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The yes or no of a text: the example's choice of that meaning (`Yes`, `invalid`), or `true` and
/// `false` when its choices are none of these words.
///
/// A text that is a word of either kind is read whatever the choices are called, so that `true`
/// answers a yes-or-no question. In running text only the words of the choices count: the first
/// behind a phrase that announces the answer, otherwise one that opens the text and is set off by a
/// mark (`No, because …`), otherwise the last. `not valid` is invalid.
record TruthReader() implements AnswerReader {

    private static final Pattern WRAPPING = Pattern.compile("^[\\W_]{1,9}|[\\W_]{1,9}$");
    private static final Pattern OPENING =
            Pattern.compile(
                    "[\\s*\"']{0,9}(yes|no|true|false|valid|invalid)\\b[*\"']{0,3}\\s{0,3}"
                            + "(?:[.,;:!\\n]|$)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD =
            Pattern.compile(
                    "\\b(not\\s)?(yes|no|true|false|valid|invalid|plausible|implausible"
                            + "|correct|incorrect)\\b",
                    Pattern.CASE_INSENSITIVE);

    @Override
    public String read(String completion, Example example) {
        Boolean truth = FinalPart.firstReading(completion, part -> truthOf(part, example));
        return truth == null ? "" : named(truth, example);
    }

    private static @Nullable Boolean truthOf(FinalPart part, Example example) {
        Boolean truth = truthOf(WRAPPING.matcher(part.text()).replaceAll(""));
        if (truth == null) {
            truth = opening(part.text(), example);
        }
        return truth == null ? inRunningText(part, example) : truth;
    }

    private static @Nullable Boolean opening(String text, Example example) {
        Matcher matcher = OPENING.matcher(text);
        boolean opens = matcher.lookingAt() && isUsed(matcher.group(1), example);
        return opens ? truthOf(matcher.group(1)) : null;
    }

    private static @Nullable Boolean inRunningText(FinalPart part, Example example) {
        Matcher matcher = WORD.matcher(part.text());
        Boolean truth = null;
        while (matcher.find() && !(part.announced() && truth != null)) {
            if (isUsed(matcher.group(2), example)) {
                boolean negated = matcher.group(1) != null;
                truth = negated != Boolean.TRUE.equals(truthOf(matcher.group(2)));
            }
        }
        return truth;
    }

    private static boolean isUsed(String word, Example example) {
        boolean unknown = true;
        for (String choice : example.choices()) {
            if (choice.equalsIgnoreCase(word)) {
                return true;
            }
            unknown &= truthOf(choice) == null;
        }
        return unknown;
    }

    private static String named(boolean truth, Example example) {
        for (String choice : example.choices()) {
            if (Boolean.valueOf(truth).equals(truthOf(choice))) {
                return choice;
            }
        }
        return Boolean.toString(truth);
    }

    /// What the word means; null for other words.
    static @Nullable Boolean truthOf(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "yes", "y", "true", "t", "1", "valid", "plausible", "correct", "right" -> true;
            case "no", "n", "false", "f", "0", "invalid", "implausible", "incorrect", "wrong" ->
                    false;
            default -> null;
        };
    }
}
