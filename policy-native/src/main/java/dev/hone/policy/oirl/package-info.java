/// Prompt-OIRL, the offline baseline nearest to QPO: a reward model learned from recorded outcomes
/// chooses among known prompts. Open [PromptOirl][dev.hone.policy.oirl.PromptOirl] first.
@NullMarked
package dev.hone.policy.oirl;

import org.jspecify.annotations.NullMarked;
