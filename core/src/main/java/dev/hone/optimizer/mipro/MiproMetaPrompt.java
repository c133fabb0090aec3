package dev.hone.optimizer.mipro;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.search.Demonstrations;
import dev.hone.optimizer.search.Exemplars;
import dev.hone.optimizer.search.Tags;

import java.util.List;
import java.util.StringJoiner;

/// What MIPRO asks: an instruction, grounded in examples of the task, in a set of demonstrations,
/// and in the instruction there is. The structure of DSPy's `GroundedProposer` in Hone's own words.
record MiproMetaPrompt(String text) {

    /// @param exemplars may be empty
    /// @param demonstrations one set of those that are tried; may be empty
    static MiproMetaPrompt of(
            Task task,
            List<Example> exemplars,
            Demonstrations demonstrations,
            Prompt current,
            Tip tip) {
        StringJoiner parts = new StringJoiner("\n\n");
        parts.add(
                "A language model solves a task. Learn from what follows what the task is, and"
                        + " write a new prompt under which the model solves it better.");
        if (!exemplars.isEmpty()) {
            parts.add("Examples of the task:");
            exemplars.forEach(example -> parts.add(Exemplars.text(example)));
        }
        if (!demonstrations.examples().isEmpty()) {
            parts.add("Answers as the model may be shown them, or has given them:");
            demonstrations.examples().forEach(example -> parts.add(Exemplars.text(example)));
        }
        parts.add("The current prompt:\n" + current.text());
        if (!tip.text().isEmpty()) {
            parts.add("A tip: " + tip.text());
        }
        parts.add(
                "The new prompt will stand %s. Put it between %s and %s, without any examples."
                        .formatted(
                                task.template().position().description(),
                                Tags.PROMPT.start(),
                                Tags.PROMPT.end()));
        return new MiproMetaPrompt(parts.toString());
    }
}
