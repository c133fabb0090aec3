package dev.hone.optimizer.apo;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.model.Message;
import dev.hone.optimizer.sampling.Mistakes;
import dev.hone.optimizer.sampling.Samples;
import dev.hone.optimizer.sampling.Trials;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Variations;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/// Makes new prompts from one of the beam: gradients from its mistakes, edits that follow them, and
/// paraphrases of all (paper, algorithm 2). For one prompt in one step.
final class Expander {

    private final Task task;
    private final ApoConfig config;
    private final Expansion expansion;
    private final SearchRoles roles;
    private final Attempts attempts;
    private final Drafts drafts;
    private final int step;
    private final String stream;
    private final Set<Prompt> known;

    /// @param stream names everything random
    /// @param known the prompts whose scores are known, and those written in this step
    Expander(
            Task task,
            ApoConfig config,
            SearchRoles roles,
            Attempts attempts,
            int step,
            String stream,
            Set<Prompt> known) {
        this.task = task;
        this.config = config;
        this.expansion = config.expansion();
        this.roles = roles;
        this.attempts = attempts;
        this.drafts = new Drafts(task, roles.listener());
        this.step = step;
        this.stream = stream;
        this.known = Set.copyOf(known);
    }

    /// The new prompts, each once.
    ///
    /// @param onMinibatch the prompt to start from, and what it got wrong
    List<Prompt> expand(Evaluation onMinibatch) {
        Prompt prompt = onMinibatch.prompt();
        List<Outcome.Scored> mistakes = Mistakes.in(onMinibatch);
        Set<Prompt> made = new LinkedHashSet<>(edits(prompt, mistakes));
        List<Prompt> rephrased = new ArrayList<>(made);
        rephrased.add(prompt);
        for (int i = 0; i < rephrased.size() && expansion.paraphrases() > 0; i++) {
            made.addAll(paraphrases(rephrased.get(i), stream + "/paraphrases/" + i));
        }
        made.remove(prompt);
        return kept(List.copyOf(made), mistakes, onMinibatch.dataset());
    }

    private List<Prompt> edits(Prompt prompt, List<Outcome.Scored> mistakes) {
        List<Prompt> edits = new ArrayList<>();
        for (int i = 1; i <= expansion.gradients() && !mistakes.isEmpty(); i++) {
            String name = stream + "/gradient/" + i;
            List<Outcome.Scored> shown =
                    Samples.of(mistakes, expansion.errors(), roles.random().stream(name));
            int reason = 0;
            for (String gradient : gradients(prompt, shown, name)) {
                edits.addAll(edited(prompt, shown, gradient, name + "/edit/" + ++reason));
            }
        }
        return edits;
    }

    private List<String> gradients(Prompt prompt, List<Outcome.Scored> shown, String name) {
        String request = ApoMetaPrompt.reasons(task, prompt, shown, expansion.reasons()).text();
        return attempt(
                () ->
                        read(request, prompt, expansion.reasons(), name).stream()
                                .filter(Draft::isUsable)
                                .map(draft -> draft.prompt().text())
                                .toList());
    }

    private List<Prompt> edited(
            Prompt prompt, List<Outcome.Scored> shown, String gradient, String name) {
        String request =
                ApoMetaPrompt.edits(task, prompt, shown, gradient, expansion.edits()).text();
        return attempt(
                () ->
                        drafts.sort(
                                step,
                                request,
                                OptionalInt.empty(),
                                read(request, prompt, expansion.edits(), name),
                                known));
    }

    private List<Prompt> paraphrases(Prompt prompt, String name) {
        return attempt(
                () ->
                        new Variations(task, roles.optimizerModel(), drafts)
                                .of(
                                        prompt,
                                        step,
                                        expansion.paraphrases(),
                                        config.temperature(),
                                        name,
                                        known));
    }

    /// The texts that the model wrote between tags.
    private List<Draft> read(String request, Prompt parent, int most, String name) {
        return roles
                .optimizerModel()
                .sample(List.of(Message.user(request)), 1, config.temperature(), name)
                .stream()
                .flatMap(completion -> Draft.allFrom(completion, parent, most).stream())
                .toList();
    }

    private <T> List<T> attempt(Supplier<List<T>> asking) {
        return attempts.at(step, List.of(), asking);
    }

    private List<Prompt> kept(List<Prompt> made, List<Outcome.Scored> mistakes, String dataset) {
        if (made.size() <= expansion.most()) {
            return made;
        }
        String name = stream + "/kept";
        if (expansion.keepBy() == Expansion.KeepBy.RANDOM || mistakes.isEmpty()) {
            return Samples.of(made, expansion.most(), roles.random().stream(name));
        }
        List<Prompt> tried =
                Samples.of(
                        made,
                        Expansion.TRIED_PER_KEPT * expansion.most(),
                        roles.random().stream(name));
        Dataset wrong =
                new Dataset(dataset, mistakes.stream().map(Outcome.Scored::example).toList());
        Trials trials = new Trials(task, roles.evaluator(), wrong, roles.random(), name);
        trials.run(tried, Expansion.JUDGING_ERRORS);
        return trials.ranked(tried).subList(0, expansion.most());
    }
}
