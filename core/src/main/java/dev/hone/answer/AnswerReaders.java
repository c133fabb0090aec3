package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Makes answer readers. All are immutable, thread-safe, never throw, and give the empty string
/// where they find no answer.
public final class AnswerReaders {

    /// As written in a task file; a name that ends in a colon takes an argument.
    public static final List<String> NAMES =
            List.of(
                    "whole",
                    "first-line",
                    "last-line",
                    "number",
                    "choice",
                    "boolean",
                    "tag:",
                    "regex:",
                    "gpo:");

    private static final Pattern TAG_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");

    private AnswerReaders() {}

    /// The reader a task file names, for example `last-line`, `tag:answer` or `gpo:choice`.
    ///
    /// @throws InputException when the name is not known, or its argument is missing, superfluous
    ///   or wrong
    public static AnswerReader parse(String text) {
        String spec = text.strip();
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        String argument = colon < 0 ? "" : spec.substring(colon + 1);
        return switch (name) {
            case "whole" -> plain(whole(), spec, argument);
            case "first-line" -> plain(firstLine(), spec, argument);
            case "last-line" -> plain(lastLine(), spec, argument);
            case "number" -> plain(number(), spec, argument);
            case "choice" -> plain(choice(), spec, argument);
            case "boolean" -> plain(truth(), spec, argument);
            case "tag" -> tag(argument);
            case "regex" -> regex(argument);
            case "gpo" -> gpo(argument);
            default ->
                    throw new InputException(
                            "answer \""
                                    + Excerpt.of(spec)
                                    + "\" is not known."
                                    + Suggestion.of(name, NAMES));
        };
    }

    /// The text, trimmed.
    public static AnswerReader whole() {
        return new WholeText();
    }

    /// The first line that is not blank.
    public static AnswerReader firstLine() {
        return new FirstLine();
    }

    /// The last line that is not blank, without "the answer is" and the like, final full stop,
    /// emphasis and quotation marks.
    public static AnswerReader lastLine() {
        return new LastLine();
    }

    /// The first number behind a phrase such as "the answer is", otherwise the last number; plain:
    /// no grouping, no currency, no superfluous zeros.
    public static AnswerReader number() {
        return new NumberReader();
    }

    /// The option decided for, as the example's choices write it, or as `(A)`.
    public static AnswerReader choice() {
        return new ChoiceReader();
    }

    /// The yes or no of the text, as the example's choices write it, or `true` and `false`.
    public static AnswerReader truth() {
        return new TruthReader();
    }

    /// What stands between the last pair of tags of that name.
    ///
    /// @throws InputException when the name is not a letter followed by letters, digits, `_`, `-`
    public static AnswerReader tag(String name) {
        if (!TAG_NAME.matcher(name).matches()) {
            throw new InputException(
                    "answer \"tag:"
                            + Excerpt.of(name)
                            + "\" needs a tag name of letters, digits, - and _,"
                            + " for example tag:answer.");
        }
        return new Tagged(name);
    }

    /// Group 1 of the last match, or the last match where the pattern has no group; see
    /// [GuardedPattern] for the limits.
    ///
    /// @throws InputException when the pattern is empty or not a regular expression
    public static AnswerReader regex(String pattern) {
        if (pattern.isEmpty()) {
            throw new InputException(
                    "answer \"regex:\" needs a pattern, for example regex:Answer: (.*).");
        }
        return new LastMatch(GuardedPattern.compile(pattern));
    }

    /// The parsing of GPO's official evaluation.
    ///
    /// @param kind `choice`, `number`, `boolean`, `text`, `brackets` or `words`
    /// @throws InputException for any other kind
    public static AnswerReader gpo(String kind) {
        for (GpoReader reader : GpoReader.values()) {
            if (reader.label().equals(kind)) {
                return reader;
            }
        }
        List<String> kinds = Arrays.stream(GpoReader.values()).map(GpoReader::label).toList();
        throw new InputException(
                "answer \"gpo:"
                        + Excerpt.of(kind)
                        + "\" is not known."
                        + Suggestion.of(kind, kinds));
    }

    private static AnswerReader plain(AnswerReader reader, String spec, String argument) {
        if (!argument.isEmpty()) {
            throw new InputException(
                    "answer \""
                            + Excerpt.of(spec)
                            + "\" takes nothing after the colon: leave out :"
                            + Excerpt.of(argument)
                            + ".");
        }
        return reader;
    }
}
