package dev.hone.optimizer.capo;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.search.Exemplars;
import dev.hone.optimizer.search.Tags;

import java.util.List;
import java.util.StringJoiner;

/// What CAPO asks: to merge two instructions, and to say one in other words (paper, appendix on
/// meta-prompts). Their structure in Hone's own words, with examples where the authors describe the
/// task.
record CapoMetaPrompt(String text) {

    static final Tags TAGS = Tags.PROMPT;

    /// @param exemplars may be empty
    static CapoMetaPrompt crossover(
            Task task, List<Example> exemplars, Prompt mother, Prompt father) {
        StringJoiner parts = opening("You are given two prompts for the same task.", exemplars);
        parts.add("The first prompt:\n" + mother.text());
        parts.add("The second prompt:\n" + father.text());
        parts.add(
                "Merge them into a single prompt that reads as one piece, and keep what is most"
                        + " characteristic of the wording of each.");
        return new CapoMetaPrompt(parts.add(form(task)).toString());
    }

    /// @param exemplars may be empty
    static CapoMetaPrompt mutation(Task task, List<Example> exemplars, Prompt instruction) {
        StringJoiner parts = opening("You are given a prompt for a task.", exemplars);
        parts.add("The prompt:\n" + instruction.text());
        parts.add(
                "Say it in other words: keep what it means at heart, but make its style as"
                        + " different as you can.");
        return new CapoMetaPrompt(parts.add(form(task)).toString());
    }

    private static StringJoiner opening(String sentence, List<Example> exemplars) {
        StringJoiner parts = new StringJoiner("\n\n");
        parts.add(sentence);
        if (!exemplars.isEmpty()) {
            parts.add("These examples show what the task is.");
            exemplars.forEach(example -> parts.add(Exemplars.text(example)));
        }
        return parts;
    }

    private static String form(Task task) {
        return "It will stand %s. Put it between %s and %s."
                .formatted(task.template().position().description(), TAGS.start(), TAGS.end());
    }
}
