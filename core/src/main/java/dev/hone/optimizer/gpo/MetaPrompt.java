package dev.hone.optimizer.gpo;

import dev.hone.Example;
import dev.hone.Task;
import dev.hone.optimizer.search.Tags;
import dev.hone.optimizer.trajectory.ScoredPrompt;

import java.util.List;
import java.util.StringJoiner;

/// What is put to the optimizer model: the update direction, exemplars that show where the prompt
/// stands, the request, the edit budget and the form of the answer (paper, "Design of
/// Meta-Prompt"). One user message.
///
/// The paper's structure in Hone's own words, with the scores on the promised scale of 0 to 100.
public record MetaPrompt(String text) {

    /// Stands for the prompt in the exemplars.
    static final String PLACEHOLDER = "<PROMPT>";

    static final Tags TAGS = Tags.PROMPT;

    /// @param exemplars shown in this order; may be empty
    public static MetaPrompt of(
            Task task,
            UpdateDirection direction,
            List<Example> exemplars,
            EditBudget budget,
            Refinement refinement) {
        StringJoiner parts = new StringJoiner("\n\n");
        parts.add(
                "Your task is to %s a prompt that will stand in the place of %s."
                        .formatted(verb(refinement), PLACEHOLDER));
        if (!direction.trajectory().isEmpty()) {
            parts.add(trajectory(direction.trajectory()));
        }
        parts.add(current(direction.current(), refinement));
        if (!direction.problems().isEmpty()) {
            parts.add(problems(direction.problems()));
        }
        parts.add(
                """
                The examples below show where the prompt stands. In each of them, put your prompt in \
                the place of %s, read the input and give an output. The output is right if it is \
                the same as the given output, and wrong otherwise.\
                """
                        .formatted(PLACEHOLDER));
        exemplars.forEach(example -> parts.add(exemplar(task, example)));
        parts.add(request(task, direction, budget, refinement));
        return new MetaPrompt(parts.toString());
    }

    private static String trajectory(List<ScoredPrompt> shown) {
        StringJoiner items = new StringJoiner("\n\n");
        items.add(
                "Here are earlier prompts with their scores. Scores range from 0 to 100; higher is"
                        + " better.");
        shown.forEach(item -> items.add("Prompt: " + item.text() + "\nScore: " + percent(item)));
        return items.toString();
    }

    private static String current(ScoredPrompt current, Refinement refinement) {
        String shown = "The current prompt:\n" + current.text();
        return refinement == Refinement.VARIATION
                ? shown
                : shown + "\nIts score: " + percent(current);
    }

    private static String problems(List<String> problems) {
        return "Problems of the current prompt:\n" + String.join("\n\n", problems);
    }

    private static String exemplar(Task task, Example example) {
        String input = task.template().renderWhole(task.template().standIn(PLACEHOLDER), example);
        return "Input:\n" + input + "\nOutput:\n" + example.target();
    }

    private static String request(
            Task task, UpdateDirection direction, EditBudget budget, Refinement refinement) {
        String lookAt =
                direction.trajectory().isEmpty()
                        ? "Study the current prompt"
                        : "Study the earlier prompts and their scores";
        String better =
                switch (refinement) {
                    case GENERATION -> "write a better prompt";
                    case EDITING -> "modify the current prompt into a better one";
                    case VARIATION -> "write a variation of it that has the same meaning";
                };
        StringJoiner lines = new StringJoiner("\n");
        lines.add(
                "%s, and %s, to stand in the place of %s %s."
                        .formatted(
                                lookAt,
                                better,
                                PLACEHOLDER,
                                task.template().position().description()));
        if (budget.isLimited()) {
            lines.add(
                    "You may change at most %d words of the current prompt."
                            .formatted(budget.words()));
        }
        lines.add(
                "Put the %s prompt between %s and %s."
                        .formatted(
                                refinement == Refinement.EDITING ? "modified" : "new",
                                TAGS.start(),
                                TAGS.end()));
        return lines.toString();
    }

    private static String verb(Refinement refinement) {
        return switch (refinement) {
            case GENERATION -> "write";
            case EDITING -> "modify";
            case VARIATION -> "vary";
        };
    }

    /// A score as the optimizer model sees it: a whole number from 0 to 100.
    static long percent(ScoredPrompt scored) {
        return Math.round(100 * scored.score());
    }

    /// The prompt that an answer holds, tidied.
    static String read(String answer) {
        return polish(TAGS.read(answer));
    }

    /// As the official code tidies a proposal: trimmed, without `**`, the first letter upper-case.
    static String polish(String text) {
        String tidy = text.strip().replace("**", "");
        if (tidy.length() <= 1) {
            return tidy;
        }
        int first = tidy.codePointAt(0);
        return Character.toString(Character.toUpperCase(first))
                + tidy.substring(Character.charCount(first));
    }
}
