package dev.hone.optimizer.pe2;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Outcome;
import dev.hone.optimizer.search.Tags;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.StringJoiner;

/// What PE2 says in its conversations: what the job is, what the prompt and its failures are, and
/// what to find out about each (first turn); how to rewrite the prompt (second turn); what was
/// changed (third turn, for the history). The paper's structure in Hone's own words.
final class Pe2MetaPrompt {

    /// Stand for prompt and input in the template that is shown.
    static final String PROMPT = "{{prompt}}";

    static final String INPUT = "{{input}}";

    /// How much of what a model wrote is shown again; a hostile model must not fill requests.
    private static final int MOST_CHARACTERS = 4_000;

    private Pe2MetaPrompt() {}

    static String analysis(Task task, Prompt prompt, List<Outcome.Scored> failures) {
        StringJoiner parts = new StringJoiner("\n\n");
        parts.add(
                """
                A prompt is a text that tells a language model what to do with an input. The model \
                reads both together and writes an output. Let us make a prompt better, in two steps.

                Step 1: I show you the prompt, the template that puts it together with an input, and \
                examples the model got wrong. You find out whether the prompt describes the task that \
                the examples show, and what should change.
                Step 2: You look over what you found and write a better prompt.\
                """);
        parts.add(current(prompt));
        parts.add(
                "The template, in which {{prompt}} is the prompt and {{input}} the input:\n"
                        + task.template().text());
        for (int i = 0; i < failures.size(); i++) {
            parts.add("Example " + (i + 1) + "\n" + failure(failures.get(i)));
        }
        parts.add(
                """
                This is step 1. The right answers are right beyond doubt; the prompt may mislead, or \
                leave out what matters. Look closely, and say for each example:
                - Is the output right? Why, or why not?
                - Does the output do what the prompt says?
                - Does the prompt describe the task that the input and the right answer show?
                - Does the prompt have to change for the right answer to come out?
                - If so, what is wrong with it, and how exactly should it change?\
                """);
        return parts.toString();
    }

    private static String current(Prompt prompt) {
        return "The current prompt:\n" + (prompt.isEmpty() ? "(no text)" : prompt.text());
    }

    private static String failure(Outcome.Scored failure) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("Input: " + failure.example().input());
        lines.add("Output: " + cut(failure.prediction().completion()));
        if (!failure.prediction().answer().equals(failure.prediction().completion())) {
            lines.add("Taken for the answer: " + cut(failure.prediction().answer()));
        }
        lines.add("Right answer: " + String.join("\nor: ", failure.example().references()));
        if (!failure.feedback().isEmpty()) {
            lines.add("Feedback: " + failure.feedback());
        }
        return lines.toString();
    }

    /// @param history what is known of the prompt's earlier forms, oldest first; may be empty
    /// @param editBudget words that may change; null for no limit
    static String revision(
            Prompt prompt, List<String> history, @Nullable Integer editBudget, int mostWords) {
        StringJoiner parts = new StringJoiner("\n\n");
        parts.add("This is step 2. Look over what you found in step 1 and write a better prompt.");
        if (!history.isEmpty()) {
            parts.add(
                    "What was done to this prompt before, oldest first. Higher scores are better;"
                            + " what helped before may help again.\n- "
                            + String.join("\n- ", history));
        }
        parts.add(current(prompt));
        StringJoiner rules = new StringJoiner("\n");
        if (editBudget != null) {
            rules.add("- You may change at most " + editBudget + " words of the current prompt.");
        }
        rules.add("- The new prompt should have at most " + mostWords + " words.");
        rules.add("- With the new prompt the model must no longer fail on these examples.");
        rules.add(
                "- Put the new prompt between "
                        + Tags.PROMPT.start()
                        + " and "
                        + Tags.PROMPT.end()
                        + ".");
        return parts.add(rules.toString()).toString();
    }

    static String summary() {
        return """
        Sum up in one or two sentences what the prompt lacked and what you changed. Write the \
        summary alone.\
        """;
    }

    static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
