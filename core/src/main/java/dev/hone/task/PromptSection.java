package dev.hone.task;

import dev.hone.Demonstrations;
import dev.hone.Prompt;
import dev.hone.Template;

/// The `prompt` section.
///
/// @param seed the prompt the search starts from; may be empty
/// @param template where the prompt stands, and what stands around it
/// @param inTurn whether a prompt of several parts is improved one part after the other
/// @param demonstrations how many solved examples are shown first; 0 for zero-shot
/// @param style how they are laid out
public record PromptSection(
        Prompt seed,
        Template template,
        boolean inTurn,
        int demonstrations,
        Demonstrations.Style style) {}
