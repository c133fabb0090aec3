package dev.hone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the prompt stands in what the task model is asked: a text with `{{prompt}}`, `{{input}}`
/// and any column of the data as `{{name}}`.
///
/// Values are inserted once and never looked into, so an input that contains `{{prompt}}` stays as
/// it is. With an empty prompt, a line that holds nothing but `{{prompt}}` disappears: the empty
/// prompt asks the question alone.
public record Template(String text) {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]+)\\s*\\}\\}");
    private static final Pattern PROMPT_LINE =
            Pattern.compile("(?m)^[ \\t]*\\{\\{\\s*prompt\\s*\\}\\}[ \\t]*(\\R|\\z)");

    /// GPO's positions (official evaluation, zero-shot without and with question and answer marks).
    public static final Template BEFORE_QUESTION_WITH_MARKS =
            new Template("{{prompt}}\nQ: {{input}}\nA:");

    public static final Template QUESTION_BEGIN = new Template("{{prompt}}\n{{input}}");
    public static final Template QUESTION_BEGIN_WITH_MARKS =
            new Template("Q: {{prompt}}\n{{input}}\nA:");
    public static final Template QUESTION_END = new Template("{{input}}\n{{prompt}}");
    public static final Template QUESTION_END_WITH_MARKS =
            new Template("Q: {{input}}\n{{prompt}}\nA:");
    public static final Template ANSWER_BEGIN_WITH_MARKS =
            new Template("Q: {{input}}\nA: {{prompt}}");

    /// @throws IllegalArgumentException when the text has no `{{prompt}}` or more than one
    public Template {
        long prompts = names(text).stream().filter("prompt"::equals).count();
        if (prompts != 1) {
            throw new IllegalArgumentException(
                    "A template must contain {{prompt}} exactly once, but has it "
                            + prompts
                            + " times: "
                            + text);
        }
    }

    /// The names between double braces, in order of appearance, repeated where they are repeated.
    public List<String> placeholders() {
        return names(text);
    }

    /// What the model is asked about the example.
    ///
    /// @throws IllegalArgumentException when the template names a column that the example lacks
    public String render(Prompt prompt, Example example) {
        String template = text;
        if (prompt.isEmpty()) {
            template = PROMPT_LINE.matcher(text).replaceAll("").stripTrailing();
        }
        return fill(
                template,
                name ->
                        switch (name) {
                            case "prompt" -> prompt.text();
                            case "input" -> example.input();
                            default -> variable(name, example.variables());
                        });
    }

    /// Where the prompt stands relative to the input.
    public Position position() {
        int prompt = indexOf("prompt");
        int input = indexOf("input");
        if (input < 0 || prompt < input) {
            boolean beforeMark = input >= 0 && text.substring(prompt, input).contains("Q:");
            return beforeMark ? Position.BEFORE_QUESTION : Position.QUESTION_BEGIN;
        }
        boolean afterMark = text.substring(input, prompt).contains("A:");
        return afterMark ? Position.ANSWER_BEGIN : Position.QUESTION_END;
    }

    private int indexOf(String wanted) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(wanted)) {
                return matcher.start();
            }
        }
        return -1;
    }

    private static String variable(String name, Map<String, String> variables) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The template names {{"
                            + name
                            + "}}, but the example has only input, prompt and "
                            + variables.keySet()
                            + ".");
        }
        return value;
    }

    private static String fill(String template, java.util.function.UnaryOperator<String> value) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /// GPO's four places for a prompt, with the words the meta-prompt uses for them.
    public enum Position {
        BEFORE_QUESTION("before the question"),
        QUESTION_BEGIN("at the beginning of the question"),
        QUESTION_END("at the end of the question"),
        ANSWER_BEGIN("at the beginning of the answer");

        private final String description;

        Position(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }
}
