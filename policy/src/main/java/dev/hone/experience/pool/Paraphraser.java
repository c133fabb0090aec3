package dev.hone.experience.pool;

import dev.hone.Excerpt;
import dev.hone.Prompt;
import dev.hone.experience.pool.PromptPool.Member;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Widens a few seed prompts to a pool: several rewrites of each by a language model (QPO §2.2; the
/// paper's meta-prompt is not known, so this is Hone's, and the pool records it: QPO §8, 12).
///
/// @param settings sampling needs a temperature above 0
/// @param random the seed of every request
/// @param rewrites wanted of each seed prompt, from 1 to 50
public record Paraphraser(
        LanguageModel model, ModelSettings settings, RandomStreams random, int rewrites) {

    /// As many as the released data seem to have (QPO §2.2).
    public static final int USUAL_REWRITES = 8;

    private static final int MOST_REWRITES = 50;
    private static final int MOST_REQUESTS = 3;
    private static final String SEED = "{{seed}}";

    public Paraphraser {
        if (rewrites < 1 || rewrites > MOST_REWRITES) {
            throw new IllegalArgumentException(
                    "rewrites (" + rewrites + ") must be from 1 to " + MOST_REWRITES + ".");
        }
    }

    /// The seeds and their rewrites. A seed is asked for at most three times; an empty seed, which
    /// asks the question alone, has no rewrites. An answer that is no good costs a note and not the
    /// pool.
    ///
    /// @param names of the task and its labels, which rewrites keep
    /// @throws ModelException.Refused when the model answers nobody
    /// @throws ModelException.BudgetExhausted when the budget ends
    /// @throws ModelException.Interrupted when the run is interrupted
    public PromptPool widen(List<Prompt> seeds, List<String> names) {
        Pool pool = new Pool(names);
        seeds.forEach(seed -> pool.add(seed, Optional.empty()));
        List<Prompt> distinct = pool.members.stream().map(Member::prompt).toList();
        for (int i = 0; i < distinct.size(); i++) {
            if (!distinct.get(i).isEmpty()) {
                pool.rewrite(distinct.get(i), i);
            }
        }
        return new PromptPool(pool.members, metaPrompt(names), pool.rejected, pool.notes);
    }

    private String metaPrompt(List<String> names) {
        String kept =
                names.isEmpty()
                        ? ""
                        : "Where the instruction uses one of these names, keep it exactly: "
                                + String.join(", ", names)
                                + ". ";
        return """
        Rewrite the instruction below in %d different ways. Every rewrite asks for the same thing \
        in other words; vary the words, their order and the tone. %sUse at most %d words for each. \
        Write one rewrite on each line, and nothing else.

        Instruction:
        %s\
        """
                .formatted(rewrites, kept, RewriteReader.MOST_WORDS, SEED);
    }

    /// The pool while it grows.
    private final class Pool {

        private final List<String> names;
        private final List<Member> members = new ArrayList<>();
        private final Set<String> known = new HashSet<>();
        private final List<String> notes = new ArrayList<>();
        private int rejected;

        Pool(List<String> names) {
            this.names = names;
        }

        boolean add(Prompt prompt, Optional<Prompt> rewriteOf) {
            String key = prompt.text().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
            boolean isNew = known.add(key);
            if (isNew) {
                members.add(new Member(prompt, rewriteOf));
            }
            return isNew;
        }

        void rewrite(Prompt seed, int number) {
            RewriteReader reader = new RewriteReader(names);
            int found = 0;
            String reason = "";
            for (int request = 0; request < MOST_REQUESTS && found < rewrites; request++) {
                try {
                    Completion answer = ask(seed, "paraphrase/" + number + "/" + request);
                    boolean isCut = answer.finishReason() == Completion.FinishReason.LENGTH;
                    RewriteReader.Found read = reader.read(answer.text(), isCut, seed);
                    rejected += read.rejected();
                    for (Prompt rewrite : read.rewrites()) {
                        if (found < rewrites && add(rewrite, Optional.of(seed))) {
                            found++;
                        }
                    }
                } catch (ModelException.Transient | ModelException.Rejected e) {
                    reason = ": " + Excerpt.of(String.valueOf(e.getMessage()));
                }
            }
            if (found < rewrites) {
                notes.add(
                        found
                                + " of "
                                + rewrites
                                + " rewrites of \""
                                + Excerpt.of(seed.text())
                                + "\""
                                + reason);
            }
        }

        private Completion ask(Prompt seed, String stream) {
            String question = metaPrompt(names).replace(SEED, seed.text());
            return model.generate(
                            new ModelRequest(
                                    settings,
                                    List.of(Message.user(question)),
                                    1,
                                    random.seedOf(stream)))
                    .completions()
                    .getFirst();
        }
    }
}
