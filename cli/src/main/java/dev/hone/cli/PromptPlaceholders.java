package dev.hone.cli;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Suggestion;
import dev.hone.Template;
import dev.hone.cli.terminal.Terminal;
import dev.hone.task.TaskFile;

import java.util.List;

/// The names in double braces of a prompt that was typed: those of the seed prompt are filled in,
/// and only those, as in a search.
record PromptPlaceholders(Terminal terminal, TaskFile file) {

    /// @throws InputException when placeholders are filled in, and this is none of them
    void check(Prompt prompt) {
        List<String> own = file.template().own();
        for (String name : Template.placeholdersIn(prompt.text())) {
            if (own.contains(name) || prompt.equals(file.prompt().seed())) {
                continue;
            }
            String what = "the prompt \"" + Excerpt.of(prompt.text()) + "\" names {{" + name + "}}";
            if (!own.isEmpty()) {
                throw new InputException(
                        "--prompt: "
                                + what
                                + ", which the seed prompt of "
                                + file.file()
                                + " does not, so nothing would be filled in."
                                + Suggestion.of(name, own));
            }
            terminal.warn(what + ", which is sent as it is: the seed prompt has no placeholders.");
        }
    }
}
