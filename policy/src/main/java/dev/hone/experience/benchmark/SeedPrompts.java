package dev.hone.experience.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.Prompt;
import dev.hone.experience.pool.Paraphraser;
import dev.hone.experience.pool.PromptPool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The source prompts of a task, in the numbers of the paper (QPO §2.2): 15 that are rewritten
/// eight times each, 15 that fit any task, and the empty one; 151 in all. Their wording is Hone's:
/// that of the paper has no licence.
///
/// @param specific about the task
/// @param general about any task; the last is empty
public record SeedPrompts(List<Prompt> specific, List<Prompt> general) {

    public SeedPrompts {
        specific = List.copyOf(specific);
        general = List.copyOf(general);
    }

    public static SeedPrompts of(QpoTask task) {
        return of(lines(task.id()));
    }

    /// With other prompts about the task.
    public static SeedPrompts of(List<Prompt> specific) {
        List<Prompt> general = new ArrayList<>(lines("generic"));
        general.add(Prompt.EMPTY);
        return new SeedPrompts(specific, general);
    }

    /// With so many rewrites of each.
    public int size(int rewrites) {
        return specific.size() * (1 + rewrites) + general.size();
    }

    /// Without rewrites.
    public PromptPool plain() {
        return with(PromptPool.of(specific));
    }

    /// With rewrites.
    ///
    /// @throws dev.hone.model.ModelException as [Paraphraser#widen]
    public PromptPool widened(Paraphraser paraphraser, QpoTask task) {
        return with(paraphraser.widen(specific, task.labels()));
    }

    private PromptPool with(PromptPool pool) {
        List<PromptPool.Member> members = new ArrayList<>(pool.members());
        Set<Prompt> known = new HashSet<>(pool.prompts());
        for (Prompt prompt : general) {
            if (known.add(prompt)) {
                members.add(new PromptPool.Member(prompt, Optional.empty()));
            }
        }
        return new PromptPool(members, pool.metaPrompt(), pool.rejected(), pool.notes());
    }

    private static List<Prompt> lines(String name) {
        try (InputStream file = SeedPrompts.class.getResourceAsStream(name + ".txt")) {
            byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
            return new String(bytes, UTF_8).lines().map(Prompt::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
