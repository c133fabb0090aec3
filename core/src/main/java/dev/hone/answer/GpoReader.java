package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The parsing of GPO's official evaluation (`metrics.py`), one constant for each kind of answer.
/// All lower the text and cut it to its [FinalPart] first.
enum GpoReader implements AnswerReader {
    /// What remains after the cut.
    TEXT("text") {
        @Override
        String parse(FinalPart part, Example example) {
            return part.text();
        }
    },

    /// The first letter in parentheses; without one the text.
    CHOICE("choice") {
        @Override
        String parse(FinalPart part, Example example) {
            Matcher letter = LETTER.matcher(part.text());
            return letter.find() ? letter.group() : part.text();
        }
    },

    /// A number, rounded to an integer, half to even. Behind an announcing phrase the first,
    /// otherwise the last.
    NUMBER("number") {
        @Override
        String parse(FinalPart part, Example example) {
            String text = withDigits(part.text());
            text = CURRENCY.matcher(text.substring(text.lastIndexOf('=') + 1)).replaceAll("");
            List<String> numeric =
                    Stream.of(SPACE.split(text)).filter(GpoReader::hasDigit).toList();
            if (numeric.isEmpty()) {
                return "";
            }
            return rounded(part.announced() ? numeric.getFirst() : numeric.getLast());
        }
    },

    /// The first sentence or clause without punctuation. The original meant to cut there, but
    /// compared a list with texts and never did.
    BOOLEAN("boolean") {
        @Override
        String parse(FinalPart part, Example example) {
            Matcher clause = CLAUSE.matcher(part.text());
            String first = clause.find() ? clause.group() : "";
            return Lines.trimmed(PUNCTUATION.matcher(first).replaceAll(""));
        }
    },

    /// The last run of closing brackets, parted by single spaces (`dyck_languages`).
    BRACKETS("brackets") {
        @Override
        String parse(FinalPart part, Example example) {
            return ClosingBrackets.lastIn(part.text());
        }
    },

    /// A list of words, parted by single spaces (`word_sorting`).
    WORDS("words") {
        @Override
        String parse(FinalPart part, Example example) {
            return WordList.in(part.text(), example);
        }
    };

    private static final Pattern LETTER = Pattern.compile("\\([a-z]\\)");
    private static final Pattern CURRENCY = Pattern.compile("[$,%€£:]");
    private static final Pattern SPACE = Pattern.compile("(?U)\\s+");
    private static final Pattern TRAILING =
            Pattern.compile("(?<![a-z.-])[a-z.-]{1,40}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:[0-9]{1,400}(?:\\.[0-9]{0,400})?|\\.[0-9]{1,400})");
    private static final Pattern DIGITS = Pattern.compile("[0-9]++");
    private static final Pattern CLAUSE = Pattern.compile("[^.,;!?\\n\\r]++");
    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
    private static final List<String> NUMBER_WORDS =
            List.of(
                    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                    "eleven", "twelve");
    private static final Pattern NUMBER_WORD =
            Pattern.compile("\\b(?:" + String.join("|", NUMBER_WORDS) + ")\\b");

    private final String label;

    GpoReader(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    @Override
    public final String read(String completion, Example example) {
        return parse(FinalPart.of(completion.toLowerCase(Locale.ROOT)), example);
    }

    abstract String parse(FinalPart part, Example example);

    private static String withDigits(String text) {
        return NUMBER_WORD
                .matcher(text)
                .replaceAll(word -> Integer.toString(NUMBER_WORDS.indexOf(word.group()) + 1));
    }

    private static boolean hasDigit(String token) {
        return DIGITS.matcher(token).find();
    }

    private static String rounded(String token) {
        String bare = TRAILING.matcher(token).replaceFirst("");
        if (DECIMAL.matcher(bare).matches()) {
            return new BigDecimal(bare).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
        }
        Matcher digits = DIGITS.matcher(bare);
        String last = "";
        while (digits.find()) {
            last = digits.group();
        }
        return last;
    }
}
