package dev.hone.optimizer.pe2;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Outcome;
import dev.hone.model.Completion;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.WordEdits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Talks with the optimizer model about a prompt's failures until it has written a new prompt, and
/// keeps what was done to every prompt.
final class Rewriter {

    /// The authors' temperatures.
    private static final double ANALYSIS = 0.5;

    private static final double REVISION = 0.7;

    private final Pe2Config config;
    private final Task task;
    private final SearchRoles roles;
    private final Drafts drafts;
    private final Attempts attempts;
    private final Map<Prompt, List<String>> pasts = new HashMap<>();

    Rewriter(Task task, Pe2Config config, SearchRoles roles) {
        this.config = config;
        this.task = task;
        this.roles = roles;
        this.drafts = new Drafts(task, roles.listener());
        this.attempts = new Attempts(roles.listener());
    }

    /// The new prompt; none when the answer is not usable or there was none.
    ///
    /// @param name of the conversation, makes it a draw of its own
    /// @param known the prompts that were written before
    List<Prompt> rewrite(int step, String name, Prompt prompt, Failures found, Set<Prompt> known) {
        Pe2Conversation conversation =
                new Pe2Conversation(roles.optimizerModel(), "conversation/" + name);
        List<String> past = past(prompt, found);
        List<Prompt> usable =
                attempts.at(
                        step,
                        List.of(),
                        () -> {
                            Draft draft = converse(conversation, name, prompt, found, past);
                            return drafts.sort(
                                    step, conversation.request(), budget(), List.of(draft), known);
                        });
        if (config.history()) {
            usable.stream()
                    .filter(fresh -> !known.contains(fresh))
                    .forEach(fresh -> pasts.put(fresh, longer(step, past, conversation)));
        }
        return usable;
    }

    private Draft converse(
            Pe2Conversation conversation,
            String name,
            Prompt prompt,
            Failures found,
            List<String> past) {
        List<Outcome.Scored> failures =
                found.draw(config.batch(), roles.random().stream("batch/" + name));
        Completion unused =
                conversation.ask(Pe2MetaPrompt.analysis(task, prompt, failures), ANALYSIS);
        int mostWords = Math.max(config.mostWords(), WordEdits.count(prompt));
        String revision = Pe2MetaPrompt.revision(prompt, past, config.editBudget(), mostWords);
        return read(conversation.ask(revision, REVISION), prompt);
    }

    private OptionalInt budget() {
        Integer words = config.editBudget();
        return words == null ? OptionalInt.empty() : OptionalInt.of(words);
    }

    private static Draft read(Completion answer, Prompt parent) {
        Draft draft = Draft.from(answer, parent);
        String text = draft.prompt().text();
        return text.contains(Pe2MetaPrompt.PROMPT) || text.contains(Pe2MetaPrompt.INPUT)
                ? draft.rejected("contains a placeholder of the template")
                : draft;
    }

    /// What the optimizer model is told of the prompt's way so far; empty without history.
    private List<String> past(Prompt prompt, Failures found) {
        if (!config.history()) {
            return List.of();
        }
        String line =
                "It scored %d out of 100 on %d training examples."
                        .formatted(Math.round(100 * found.score()), found.tried());
        return Stream.concat(pasts.getOrDefault(prompt, List.of()).stream(), Stream.of(line))
                .toList();
    }

    /// A summary that fails is missing in the history, and costs nothing else.
    private List<String> longer(int step, List<String> past, Pe2Conversation conversation) {
        String summary =
                attempts.at(
                        step,
                        "",
                        () -> conversation.ask(Pe2MetaPrompt.summary(), REVISION).text().strip());
        List<String> longer = new ArrayList<>(past);
        if (!summary.isEmpty()) {
            longer.add("Then it was changed: " + Pe2MetaPrompt.cut(summary));
        }
        return longer;
    }
}
