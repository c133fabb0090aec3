package dev.hone.optimizer.search;

import dev.hone.Prompt;
import dev.hone.Template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What every prompt of a task must keep: its placeholders and its parts. What a model forgot is
/// put right where that is safe, and turned down where it is not. Immutable.
record PromptRules(Template template) {

    /// What the optimizer model is told; empty when any text is a prompt.
    String text() {
        StringJoiner lines = new StringJoiner("\n");
        if (!template.parts().isEmpty()) {
            lines.add(
                    "The prompt has several parts. Write all of them, each between its tags, in"
                            + " this order: "
                            + each(template.parts(), part -> "<" + part + ">…</" + part + ">")
                            + ".");
        }
        if (!template.own().isEmpty()) {
            lines.add(
                    "The prompt must contain "
                            + each(template.own(), PromptRules::placeholder)
                            + ", exactly so, where the text of an example is to be filled in, and"
                            + " no other name in double braces.");
        }
        return lines.toString();
    }

    /// The draft with what could be put right, or turned down.
    Draft applied(Draft draft) {
        if (!draft.isUsable()) {
            return draft;
        }
        Draft whole = template.parts().isEmpty() ? draft : withAllParts(draft);
        return template.own().isEmpty() || !whole.isUsable() ? whole : withPlaceholders(whole);
    }

    /// A part that was left out stays as it was; text outside of the parts is dropped.
    private Draft withAllParts(Draft draft) {
        Map<String, String> parts = new LinkedHashMap<>();
        boolean hasAny = false;
        for (String name : template.parts()) {
            Optional<String> written = draft.prompt().part(name);
            hasAny |= written.isPresent();
            parts.put(name, written.or(() -> draft.parent().part(name)).orElse(""));
        }
        return hasAny
                ? draft.repaired(Prompt.ofParts(parts))
                : draft.rejected(
                        "has none of the parts "
                                + each(template.parts(), part -> "<" + part + ">"));
    }

    private Draft withPlaceholders(Draft draft) {
        String text = draft.prompt().text();
        for (String name : template.own()) {
            if (!Template.placeholdersIn(text).contains(name)) {
                text = misspelt(name).matcher(text).replaceFirst(quoted(name));
            }
        }
        List<String> present = Template.placeholdersIn(text);
        for (String name : template.own()) {
            if (!present.contains(name)) {
                return draft.rejected("lost " + placeholder(name));
            }
        }
        for (String name : present) {
            if (!template.own().contains(name)) {
                return draft.rejected("names " + placeholder(name) + ", which is not filled in");
            }
        }
        return draft.repaired(new Prompt(text));
    }

    /// `{input}`, `{{ INPUT }`, `[input]` and `<input>` are meant to be `{{input}}`.
    private static Pattern misspelt(String name) {
        // Possessive, and never begun inside of a run of braces: the text is hostile.
        String word = "\\s*+" + Pattern.quote(name) + "\\s*+";
        return Pattern.compile(
                "(?<!\\{)\\{++" + word + "\\}++|\\[" + word + "\\]|<" + word + ">",
                Pattern.CASE_INSENSITIVE);
    }

    private static String quoted(String name) {
        return Matcher.quoteReplacement(placeholder(name));
    }

    private static String placeholder(String name) {
        return "{{" + name + "}}";
    }

    private static String each(List<String> names, Function<String, String> form) {
        return String.join(", ", names.stream().map(form).toList());
    }
}
