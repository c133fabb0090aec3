package dev.hone.experience.pool;

import dev.hone.Prompt;

import java.util.List;
import java.util.Optional;

/// The prompts that a data set is made with, and where they come from.
///
/// @param members the seed prompts, then the rewrites; no two are alike but for letter case and
///   white space
/// @param metaPrompt what the rewrites were asked for with, `{{seed}}` in place of the seed prompt;
///   empty where nothing was asked
/// @param rejected texts the model wrote that are no usable rewrites
/// @param notes for people: the seeds that have fewer rewrites than wanted, and why
public record PromptPool(
        List<Member> members, String metaPrompt, int rejected, List<String> notes) {

    public PromptPool {
        members = List.copyOf(members);
        notes = List.copyOf(notes);
    }

    /// A pool of prompts at hand, without rewrites.
    public static PromptPool of(List<Prompt> seeds) {
        List<Member> members =
                seeds.stream().distinct().map(seed -> new Member(seed, Optional.empty())).toList();
        return new PromptPool(members, "", 0, List.of());
    }

    public List<Prompt> prompts() {
        return members.stream().map(Member::prompt).toList();
    }

    /// One prompt.
    ///
    /// @param rewriteOf the seed it is a rewrite of; empty for a seed
    public record Member(Prompt prompt, Optional<Prompt> rewriteOf) {}
}
