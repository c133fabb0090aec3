package dev.hone.task;

import dev.hone.Excerpt;
import dev.hone.Suggestion;
import dev.hone.Template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Templates by the names of GPO's prompt positions (official evaluation). `+marks` puts `Q:` and
/// `A:` around the question; before the question and at the beginning of the answer there is no
/// place without them.
final class Templates {

    private static final Map<String, Template> BY_POSITION = byPosition();

    private Templates() {}

    private static Map<String, Template> byPosition() {
        Map<String, Template> templates = new LinkedHashMap<>();
        templates.put("Q_begin", Template.QUESTION_BEGIN);
        templates.put("Q_end", Template.QUESTION_END);
        templates.put("before_Q", Template.BEFORE_QUESTION_WITH_MARKS);
        templates.put("A_begin", Template.ANSWER_BEGIN_WITH_MARKS);
        templates.put("Q_begin+marks", Template.QUESTION_BEGIN_WITH_MARKS);
        templates.put("Q_end+marks", Template.QUESTION_END_WITH_MARKS);
        templates.put("before_Q+marks", Template.BEFORE_QUESTION_WITH_MARKS);
        templates.put("A_begin+marks", Template.ANSWER_BEGIN_WITH_MARKS);
        return templates;
    }

    /// The text of a position's name; any other text is itself.
    static String named(String text) {
        Template template = BY_POSITION.get(text.strip());
        return template == null ? text : template.text();
    }

    /// The template of a position's name or of a text; the setting becomes the template's text.
    ///
    /// @param system the system message; empty for none
    static Template parse(Settings settings, String key, String system, String text) {
        String question = named(text);
        if (!question.contains("{{")) {
            String suggestion = Suggestion.of(text.strip(), BY_POSITION.keySet());
            throw settings.problem(
                    key,
                    "must be a position (Q_begin, Q_end, before_Q or A_begin, or one of them"
                            + " with +marks) or a text with {{prompt}} and {{input}}, but is \""
                            + Excerpt.of(text)
                            + "\"."
                            + (suggestion.startsWith(" Known") ? "" : suggestion));
        }
        Template template = settings.made(key, () -> new Template(system, question, List.of()));
        settings.resolve(key, template.text());
        return template;
    }
}
