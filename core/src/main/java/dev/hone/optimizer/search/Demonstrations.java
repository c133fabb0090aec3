package dev.hone.optimizer.search;

import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.Template;

import java.util.List;
import java.util.StringJoiner;

/// Solved examples that a search puts into the prompt itself; those of the task file stand in the
/// conversation instead, see [dev.hone.Demonstrations]. Immutable.
///
/// @param examples in the order shown; empty for none
public record Demonstrations(List<Example> examples) {

    /// Says what the examples are where they follow the question.
    private static final String HEADING = "Here are other examples, with their answers.";

    /// Parts the last example from the question where nothing else does.
    private static final String ENDING = "Now answer this:";

    public Demonstrations {
        examples = List.copyOf(examples);
    }

    /// @param optimizer that wants to put examples into prompts
    /// @throws InputException when the task's prompt has several parts and so no place for them
    public static void requirePlace(Task task, String optimizer) {
        if (!task.template().parts().isEmpty()) {
            throw new InputException(
                    "Task "
                            + task.name()
                            + " has a prompt of the parts "
                            + String.join(", ", task.template().parts())
                            + ", and "
                            + optimizer
                            + " puts solved examples into the prompt, which has no place for them"
                            + " then. Choose another optimizer.name, such as gpo, or mark one"
                            + " region only.");
        }
    }

    /// Each example as the task's template asks it, without a prompt, followed by its answer; blank
    /// lines between them. Empty without examples.
    public String block(Task task) {
        StringJoiner parts = new StringJoiner("\n\n");
        if (!examples.isEmpty() && isAfterInput(task)) {
            parts.add(HEADING);
        }
        examples.forEach(example -> parts.add(solved(task, example)));
        return parts.toString();
    }

    /// The instruction with the block where a reader of the whole request looks for it: between
    /// instruction and question when the prompt stands before the question, else between question
    /// and instruction.
    public Prompt with(Prompt instruction, Task task) {
        return with(instruction, task, Place.AUTO);
    }

    /// The instruction with the block at its side, and a line after the block where it would run
    /// into the question; the instruction alone without examples.
    public Prompt with(Prompt instruction, Task task, Place place) {
        if (examples.isEmpty()) {
            return instruction;
        }
        boolean wantedFirst =
                switch (place) {
                    case AUTO -> isAfterInput(task);
                    case BEFORE -> true;
                    case AFTER -> false;
                };
        boolean isFirst = wantedFirst && !instruction.isEmpty();
        StringJoiner parts = new StringJoiner("\n\n");
        parts.add(isFirst ? block(task) : instruction.text());
        parts.add(isFirst ? instruction.text() : block(task));
        if (!isFirst && !isAfterInput(task)) {
            parts.add(ENDING);
        }
        return new Prompt(parts.toString().strip());
    }

    private static boolean isAfterInput(Task task) {
        return switch (task.template().position()) {
            case BEFORE_QUESTION, QUESTION_BEGIN, SYSTEM_MESSAGE -> false;
            case QUESTION_END, ANSWER_BEGIN, AROUND_QUESTION -> true;
        };
    }

    private static String solved(Task task, Example example) {
        String question = task.template().render(Prompt.EMPTY, example).strip();
        return question + (question.endsWith(":") ? " " : "\n") + example.target();
    }

    /// On which side of the instruction the block stands.
    public enum Place {
        /// As [Template.Position] suggests, see [Demonstrations#with(Prompt, Task)].
        AUTO,
        BEFORE,
        AFTER
    }
}
