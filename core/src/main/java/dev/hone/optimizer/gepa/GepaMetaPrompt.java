package dev.hone.optimizer.gepa;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.optimizer.search.Tags;
import dev.hone.optimizer.trajectory.ScoredPrompt;

import java.util.StringJoiner;

/// What GEPA asks: to reflect on what came of a prompt (paper, appendix on the meta-prompt), or to
/// unite two. The paper's structure in Hone's own words.
record GepaMetaPrompt(String text) {

    static final Tags TAGS = Tags.PROMPT;

    /// For a better prompt, from inputs, outputs and what was to be said of them.
    ///
    /// @param evaluation of the prompt on a minibatch; examples without an answer are not shown
    static GepaMetaPrompt mutation(Task task, Prompt prompt, Evaluation evaluation) {
        StringJoiner parts = new StringJoiner("\n\n");
        parts.add("An assistant was given a prompt to do a task with.");
        parts.add(
                "The current prompt:\n"
                        + prompt.text()
                        + "\nIts score: "
                        + percent(evaluation.score()));
        parts.add(
                "Below are inputs of the task, what the assistant put out for each, and feedback on"
                        + " how that could be better. Scores range from 0 to 100.");
        for (Outcome outcome : evaluation.outcomes()) {
            if (outcome instanceof Outcome.Scored scored) {
                parts.add(example(scored));
            }
        }
        parts.add(
                """
                Write a new prompt for the assistant. First read the inputs closely: find out in \
                which form they come, and what exactly the task is. Then read the outputs with their \
                feedback. Put into the prompt whatever facts and rules of this task the feedback \
                gives away, since the assistant may not know them, and any way of going about it \
                that worked and will work on other inputs.\
                """);
        parts.add(form(task));
        return new GepaMetaPrompt(parts.toString());
    }

    private static String example(Outcome.Scored scored) {
        String verdict =
                scored.score() == 1
                        ? "This is right."
                        : "This scores "
                                + percent(scored.score())
                                + ". The expected output is:\n"
                                + scored.example().target();
        return "Input:\n"
                + scored.example().input()
                + "\nOutput:\n"
                + scored.prediction().completion()
                + "\nFeedback:\n"
                + verdict
                + (scored.feedback().isEmpty() ? "" : "\n" + scored.feedback());
    }

    /// For one prompt out of two that are good at different examples.
    static GepaMetaPrompt merge(Task task, ScoredPrompt better, ScoredPrompt other) {
        StringJoiner parts = new StringJoiner("\n\n");
        parts.add(
                "Here are two prompts for the same task. Each does better than the other on some"
                        + " inputs. Scores range from 0 to 100; higher is better.");
        parts.add(scored(better));
        parts.add(scored(other));
        parts.add(
                "Write one new prompt that keeps what each of them does well: take over every"
                        + " instruction that helps, and settle what contradicts itself.");
        parts.add(form(task));
        return new GepaMetaPrompt(parts.toString());
    }

    private static String scored(ScoredPrompt prompt) {
        return "Prompt: " + prompt.text() + "\nScore: " + percent(prompt.score());
    }

    private static String form(Task task) {
        return "It will stand %s. Put it between %s and %s."
                .formatted(task.template().position().description(), TAGS.start(), TAGS.end());
    }

    private static long percent(double score) {
        return Math.round(100 * score);
    }
}
