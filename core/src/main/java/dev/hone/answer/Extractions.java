package dev.hone.answer;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.Extraction;
import dev.hone.InputException;
import dev.hone.Suggestion;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Makes the second question of a two-turn conversation, which asks for the bare answer (GPO,
/// official evaluation of chat models). Every question is made for its own example: the last option
/// is the example's last option. All are immutable and thread-safe.
public final class Extractions {

    /// As written in a task file; a name that ends in a colon takes an argument.
    public static final List<String> NAMES =
            List.of("auto", "choice", "number", "boolean", "brackets", "words", "text:");

    private static final Pattern LETTER = Pattern.compile("\\(?([A-Za-z])[).:]?");
    private static final Pattern NUMBER = Pattern.compile("[-$]?[0-9][0-9,]*(?:\\.[0-9]+)?%?");
    private static final Pattern BRACKETS = Pattern.compile("[\\])}>\\s]+");

    private Extractions() {}

    /// The extraction a task file names, for example `choice` or `text:Which city is it?`.
    ///
    /// @throws InputException when the name is not known, or its argument is missing or superfluous
    public static Extraction parse(String text) {
        String spec = text.strip();
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        String argument = colon < 0 ? "" : spec.substring(colon + 1).strip();
        if (!name.equals("text") && !argument.isEmpty() && NAMES.contains(name)) {
            throw new InputException(
                    "extract \""
                            + Excerpt.of(spec)
                            + "\" takes nothing after the colon: leave out :"
                            + Excerpt.of(argument)
                            + ".");
        }
        return switch (name) {
            case "auto" -> Extractions::fitting;
            case "choice" -> Extractions::choice;
            case "number" -> Extractions::number;
            case "boolean" -> Extractions::truth;
            case "brackets" -> Extractions::brackets;
            case "words" -> Extractions::words;
            case "text" -> text(argument);
            default ->
                    throw new InputException(
                            "extract \""
                                    + Excerpt.of(spec)
                                    + "\" is not known."
                                    + Suggestion.of(name, NAMES));
        };
    }

    /// Asks the same question about every example.
    ///
    /// @throws InputException when the question is blank
    public static Extraction text(String question) {
        if (question.isBlank()) {
            throw new InputException(
                    "extract \"text:\" needs a question, for example"
                            + " text:Which city is it? Name only the city.");
        }
        return example -> question;
    }

    /// The kind of question that fits the example: by its choices, or, where it has none, by what
    /// kind of thing its target is.
    private static String fitting(Example example) {
        String target = Lines.trimmed(example.target());
        if (!example.choices().isEmpty()) {
            return TruthReader.truthOf(example.choices().getFirst()) == null
                            || LETTER.matcher(example.choices().getFirst()).matches()
                    ? choice(example)
                    : truth(example);
        }
        if (TruthReader.truthOf(target) != null && !NUMBER.matcher(target).matches()) {
            return truth(example);
        }
        if (NUMBER.matcher(target).matches()) {
            return number(example);
        }
        return BRACKETS.matcher(target).matches()
                ? brackets(example)
                : "What is the final answer? Give the answer and nothing else.";
    }

    private static String choice(Example example) {
        List<Options.Option> options = Options.of(example).all();
        if (options.isEmpty()) {
            return "Which option is the answer? Give its letter in parentheses and nothing else.";
        }
        if (LETTER.matcher(options.getFirst().value()).matches()) {
            return "Which option from (A) to ("
                    + options.getLast().letter()
                    + ") is the answer? Give its letter in parentheses and nothing else.";
        }
        return "Which of these is the answer: "
                + String.join(", ", example.choices())
                + "? Repeat it and write nothing else.";
    }

    private static String number(Example example) {
        return "Which number is the answer? Write that one number in digits and nothing else.";
    }

    private static String truth(Example example) {
        List<String> words = example.choices().isEmpty() ? truthWords(example) : example.choices();
        return "Is the answer "
                + String.join(" or ", words)
                + "? Write one of these words and nothing else.";
    }

    /// The pair of words the target belongs to.
    private static List<String> truthWords(Example example) {
        return switch (Lines.trimmed(example.target()).toLowerCase(Locale.ROOT)) {
            case "true", "false" -> List.of("True", "False");
            case "valid", "invalid" -> List.of("valid", "invalid");
            default -> List.of("Yes", "No");
        };
    }

    private static String brackets(Example example) {
        return "Which closing brackets complete the sequence? Write only these brackets, in order,"
                + " with a space between them.";
    }

    private static String words(Example example) {
        return "What is the sorted list? Write only the words, in order, on one line, with a space"
                + " between them.";
    }
}
