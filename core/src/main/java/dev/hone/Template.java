package dev.hone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where the prompt stands in what the task model is asked: a system message, which may be empty,
/// and the question, with `{{prompt}}` once in one of them, `{{input}}` and any column of the data
/// as `{{name}}`. Immutable.
///
/// A prompt of several parts stands in several places, `{{prompt.style}}` for the part `style`.
/// Around the prompt stands what no search may change.
///
/// A prompt may have placeholders of its own: names of columns that are filled in inside of it. One
/// that lacks such a placeholder is followed by its value, so that nothing of an example is lost.
///
/// Values are inserted once and never looked into, so an input that contains `{{prompt}}` stays as
/// it is. With an empty prompt, a line that holds nothing but `{{prompt}}` disappears: the empty
/// prompt asks the question alone.
///
/// @param system what stands before the conversation; empty for nothing
/// @param text the question
/// @param own the placeholders of the prompt itself, in the order in which they are shown
public record Template(String system, String text, List<String> own) {

    private static final String PROMPT = "prompt";
    private static final String PART = "prompt.";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]+)\\s*\\}\\}");
    private static final Pattern PROMPT_LINE =
            Pattern.compile(
                    "(?m)^[ \\t]*\\{\\{\\s*prompt(\\.[A-Za-z0-9_.-]+)?\\s*\\}\\}[ \\t]*(\\R|\\z)");

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

    /// @throws IllegalArgumentException when the prompt has no place, or more than one for the
    ///   whole or for a part
    public Template {
        own = List.copyOf(own);
        List<String> places =
                names(system, text).stream().filter(Template::isPlaceOfPrompt).toList();
        if (places.isEmpty() || places.stream().allMatch(PROMPT::equals) && places.size() > 1) {
            throw new IllegalArgumentException(
                    "A template must contain {{prompt}} exactly once, but has it "
                            + places.size()
                            + " times: "
                            + system
                            + text);
        }
        if (Set.copyOf(places).size() < places.size()
                || places.contains(PROMPT) && places.size() > 1) {
            throw new IllegalArgumentException(
                    "A template must contain each part {{prompt.NAME}} of its prompt exactly once,"
                            + " and {{prompt}} not besides, but has "
                            + places
                            + ": "
                            + system
                            + text);
        }
    }

    /// A question without a system message, for prompts without placeholders of their own.
    public Template(String text) {
        this("", text, List.of());
    }

    /// The same places, for prompts with placeholders of their own.
    ///
    /// @param names of columns, or `input`
    public Template withOwn(List<String> names) {
        return new Template(system, text, names);
    }

    /// The names between double braces, in order of appearance, repeated where they are repeated:
    /// those of the system message, of the question, and the prompt's own.
    public List<String> placeholders() {
        List<String> all = names(system, text);
        all.addAll(own);
        return all;
    }

    /// The names of the prompt's parts, in order of appearance; empty for a prompt in one piece.
    public List<String> parts() {
        return names(system, text).stream()
                .filter(name -> name.startsWith(PART))
                .map(name -> name.substring(PART.length()))
                .toList();
    }

    /// Whether a name between double braces is a place of the prompt, or of a part of it.
    public static boolean isPlaceOfPrompt(String name) {
        return name.equals(PROMPT) || name.startsWith(PART);
    }

    /// The names between the double braces of any text, in order of appearance.
    public static List<String> placeholdersIn(String text) {
        return names(text);
    }

    /// What the model is asked about the example, after the system message.
    ///
    /// @throws IllegalArgumentException when the template names a column that the example lacks
    public String render(Prompt prompt, Example example) {
        return render(text, prompt, example);
    }

    /// The system message; blank for none.
    ///
    /// @throws IllegalArgumentException when the template names a column that the example lacks
    public String renderSystem(Prompt prompt, Example example) {
        return system.isEmpty() ? "" : render(system, prompt, example);
    }

    /// System message and question as one text, for those who look at it.
    ///
    /// @throws IllegalArgumentException when the template names a column that the example lacks
    public String renderWhole(Prompt prompt, Example example) {
        String before = renderSystem(prompt, example);
        return (before.isBlank() ? "" : before + "\n\n") + render(prompt, example);
    }

    /// What the model is asked with the prompt in its place and the columns of the data still to be
    /// filled in: the question, after a system message where there is one.
    public String asked(Prompt prompt) {
        String question = placed(text, prompt);
        return system.isEmpty()
                ? question
                : "[system]\n" + placed(system, prompt) + "\n\n[user]\n" + question;
    }

    private String placed(String place, Prompt prompt) {
        return PLACEHOLDER
                .matcher(place)
                .replaceAll(
                        match -> {
                            String name = match.group(1);
                            String shown =
                                    name.equals(PROMPT)
                                            ? complete(prompt.text())
                                            : name.startsWith(PART)
                                                    ? part(prompt, name.substring(PART.length()))
                                                    : match.group();
                            return Matcher.quoteReplacement(shown);
                        });
    }

    /// A prompt that is nothing but a mark, or a mark for each part, to show where prompts stand.
    public Prompt standIn(String mark) {
        Map<String, String> marks = new LinkedHashMap<>();
        parts().forEach(part -> marks.put(part, mark + " (" + part + ")"));
        return marks.isEmpty() ? new Prompt(mark) : Prompt.ofParts(marks);
    }

    private String render(String place, Prompt prompt, Example example) {
        String template = place;
        if (prompt.isEmpty() && own.isEmpty()) {
            template = PROMPT_LINE.matcher(place).replaceAll("").stripTrailing();
        }
        return fill(
                template,
                name -> {
                    if (name.equals(PROMPT)) {
                        return inside(complete(prompt.text()), example);
                    }
                    return name.startsWith(PART)
                            ? inside(part(prompt, name.substring(PART.length())), example)
                            : column(name, example);
                });
    }

    private String part(Prompt prompt, String name) {
        String found = prompt.part(name).orElse("");
        return name.equals(parts().getLast()) ? found + missing(prompt.text()) : found;
    }

    private String complete(String prompt) {
        String missing = missing(prompt);
        return missing.isEmpty() ? prompt : (prompt + missing).strip();
    }

    /// The placeholders that a prompt lacks, each on a line of its own.
    private String missing(String prompt) {
        List<String> present = names(prompt);
        return own.stream()
                .filter(name -> !present.contains(name))
                .map(name -> "\n{{" + name + "}}")
                .collect(Collectors.joining());
    }

    /// Fills in the prompt's own placeholders; any other text in braces is text.
    private String inside(String prompt, Example example) {
        if (own.isEmpty()) {
            return prompt;
        }
        return PLACEHOLDER
                .matcher(prompt)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        own.contains(match.group(1))
                                                ? column(match.group(1), example)
                                                : match.group()));
    }

    private static String column(String name, Example example) {
        return name.equals("input") ? example.input() : variable(name, example.variables());
    }

    /// Where the prompt stands relative to the input. Of several parts the first counts.
    public Position position() {
        if (own.contains("input")) {
            return Position.AROUND_QUESTION;
        }
        if (names(system).stream().anyMatch(Template::isPlaceOfPrompt)) {
            return Position.SYSTEM_MESSAGE;
        }
        int prompt = indexOf(Template::isPlaceOfPrompt);
        int input = indexOf("input"::equals);
        if (input < 0 || prompt < input) {
            boolean beforeMark = input >= 0 && text.substring(prompt, input).contains("Q:");
            return beforeMark ? Position.BEFORE_QUESTION : Position.QUESTION_BEGIN;
        }
        boolean afterMark = text.substring(input, prompt).contains("A:");
        return afterMark ? Position.ANSWER_BEGIN : Position.QUESTION_END;
    }

    private int indexOf(Predicate<String> wanted) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (wanted.test(matcher.group(1))) {
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

    private static String fill(String template, UnaryOperator<String> value) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
    }

    private static List<String> names(String... texts) {
        List<String> names = new ArrayList<>();
        for (String text : texts) {
            PLACEHOLDER.matcher(text).results().forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    /// GPO's four places for a prompt and two that people use besides, with the words the
    /// meta-prompt uses for them.
    public enum Position {
        BEFORE_QUESTION("before the question"),
        QUESTION_BEGIN("at the beginning of the question"),
        QUESTION_END("at the end of the question"),
        ANSWER_BEGIN("at the beginning of the answer"),
        SYSTEM_MESSAGE("in the system message, before the question"),
        AROUND_QUESTION("around the question, which takes the place of {{input}}");

        private final String description;

        Position(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }
}
