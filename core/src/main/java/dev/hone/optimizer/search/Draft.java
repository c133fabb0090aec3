package dev.hone.optimizer.search;

import dev.hone.Prompt;
import dev.hone.model.Completion;

import java.util.List;

/// A prompt as read from an answer of the optimizer model.
///
/// @param parent the prompt that was to be improved
/// @param reject why it is no usable prompt; empty when it is one
/// @param isRepaired whether it is not quite what the model wrote, which forgot what every prompt
///   of the task must keep
public record Draft(Prompt prompt, Prompt parent, String reject, boolean isRepaired) {

    /// As the model wrote it.
    public Draft(Prompt prompt, Prompt parent, String reject) {
        this(prompt, parent, reject, false);
    }

    /// Longer answers are no prompts; a hostile model must not fill memory and requests.
    public static final int MOST_CHARACTERS = 20_000;

    /// Checks what a model wrote.
    ///
    /// @param text of the prompt alone, tags taken off
    public static Draft of(String text, Prompt parent) {
        Prompt prompt = new Prompt(text);
        if (prompt.isEmpty()) {
            return new Draft(prompt, parent, "empty");
        }
        if (text.length() > MOST_CHARACTERS) {
            return new Draft(
                    new Prompt(text.substring(0, MOST_CHARACTERS)),
                    parent,
                    "longer than " + MOST_CHARACTERS + " characters");
        }
        return new Draft(prompt, parent, "");
    }

    /// The one prompt of an answer; not usable when the token limit cut it off.
    public static Draft from(Completion completion, Prompt parent) {
        return allFrom(completion, parent, 1).getFirst();
    }

    /// The prompts of an answer that was to hold several, each between tags of its own.
    ///
    /// @param most prompts read; what the model wrote beyond that was not asked for
    /// @return at least one, usable or not
    public static List<Draft> allFrom(Completion completion, Prompt parent, int most) {
        boolean isCutOff = Tags.PROMPT.isCutOff(completion);
        return Tags.PROMPT.readAll(completion.text(), most).stream()
                .map(text -> of(text, parent))
                .map(draft -> isCutOff ? draft.rejected("cut off by the token limit") : draft)
                .toList();
    }

    /// The same text, not usable.
    ///
    /// @param reason for people
    public Draft rejected(String reason) {
        return new Draft(prompt, parent, isUsable() ? reason : reject, isRepaired);
    }

    /// The same draft with another text, where that differs.
    Draft repaired(Prompt text) {
        return text.equals(prompt) ? this : new Draft(text, parent, reject, true);
    }

    public boolean isUsable() {
        return reject.isEmpty();
    }

    /// The words changed from the parent.
    public int editDistance() {
        return WordEdits.between(parent, prompt);
    }
}
