package dev.hone.optimizer.ape;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.model.Message;
import dev.hone.optimizer.sampling.Trials;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.Exemplars;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.search.Variations;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// The steps of one search of APE: the first induces prompts from demonstrations (paper §3.1), each
/// further one writes variations of the best so far (§3.3). What is scored joins the history.
final class ApeSteps implements Steps {

    private final Task task;
    private final ApeConfig config;
    private final SearchRoles roles;
    private final Scoreboard scoreboard;
    private final Drafts drafts;
    private final Variations variations;
    private final Attempts attempts;

    ApeSteps(Task task, ApeConfig config, SearchRoles roles, Scoreboard scoreboard) {
        this.task = task;
        this.config = config;
        this.roles = roles;
        this.scoreboard = scoreboard;
        this.drafts = new Drafts(task, roles.listener());
        this.variations = new Variations(task, roles.optimizerModel(), drafts);
        this.attempts = new Attempts(roles.listener());
    }

    @Override
    public Trajectory make(int step, Trajectory history) {
        Set<Prompt> known = new LinkedHashSet<>(scoreboard.scored());
        if (step == 1) {
            induce(history.last().prompt(), known);
        } else {
            vary(step, best(history), known);
        }
        known.removeAll(scoreboard.scored());
        Trajectory longer = history;
        for (ScoredPrompt scored : scoreboard.score(chosen(step, List.copyOf(known)), step)) {
            longer = longer.plus(scored);
        }
        return longer;
    }

    /// Adds what was written to what is known.
    private void induce(Prompt seed, Set<Prompt> known) {
        for (int subsample = 1; subsample <= config.subsamples(); subsample++) {
            String name = "induction/" + subsample;
            known.addAll(attempts.at(1, List.of(), () -> induced(seed, name, known)));
        }
    }

    private List<Prompt> induced(Prompt seed, String stream, Set<Prompt> known) {
        List<Example> shown =
                Exemplars.draw(task, config.demonstrations(), roles.random().stream(stream));
        String request = ApeMetaPrompt.of(task, shown).text();
        List<Draft> written =
                roles
                        .optimizerModel()
                        .sample(
                                List.of(Message.user(request)),
                                config.prompts(),
                                config.temperature(),
                                stream)
                        .stream()
                        .map(completion -> Draft.from(completion, seed))
                        .toList();
        return drafts.sort(1, request, OptionalInt.empty(), written, known);
    }

    /// Adds what was written to what is known.
    private void vary(int step, List<Prompt> best, Set<Prompt> known) {
        for (int rank = 1; rank <= best.size(); rank++) {
            Prompt prompt = best.get(rank - 1);
            String name = "variations/" + step + "/" + rank;
            known.addAll(
                    attempts.at(
                            step,
                            List.of(),
                            () ->
                                    variations.of(
                                            prompt,
                                            step,
                                            config.variations(),
                                            config.temperature(),
                                            name,
                                            known)));
        }
    }

    private List<Prompt> best(Trajectory history) {
        return history.entries().stream()
                .sorted(Comparator.comparingDouble(ScoredPrompt::score).reversed())
                .limit(config.keep())
                .map(ScoredPrompt::prompt)
                .toList();
    }

    private List<Prompt> chosen(int step, List<Prompt> fresh) {
        return switch (config.scoring()) {
            case FULL -> fresh;
            case UCB -> config.ranker().best(fresh, config.keep(), trials(step));
        };
    }

    private Trials trials(int step) {
        return new Trials(
                task,
                roles.evaluator(),
                task.splits().validation(),
                roles.random(),
                "ranking/" + step);
    }
}
