package dev.hone.optimizer.opro;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.Exemplars;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// The steps of one search of OPRO: show the best of the history, ask for new instructions, score
/// them all, and let all join the history (paper §2 and §4.2).
final class OproSteps implements Steps {

    private final Task task;
    private final OproConfig config;
    private final SearchRoles roles;
    private final Scoreboard scoreboard;
    private final Drafts drafts;
    private final Attempts attempts;

    OproSteps(Task task, OproConfig config, SearchRoles roles, Scoreboard scoreboard) {
        this.task = task;
        this.config = config;
        this.roles = roles;
        this.scoreboard = scoreboard;
        this.drafts = new Drafts(task, roles.listener());
        this.attempts = new Attempts(roles.listener());
    }

    @Override
    public Trajectory make(int step, Trajectory history) {
        List<Prompt> written = attempts.at(step, List.of(), () -> write(step, history));
        List<Prompt> fresh =
                written.stream().filter(p -> !scoreboard.scored().contains(p)).toList();
        Trajectory longer = history;
        for (ScoredPrompt scored : scoreboard.score(fresh, step)) {
            longer = longer.plus(scored);
        }
        return longer;
    }

    private List<Prompt> write(int step, Trajectory history) {
        List<Example> exemplars =
                Exemplars.draw(
                        task, config.exemplars(), roles.random().stream("exemplars/" + step));
        OproMetaPrompt metaPrompt = OproMetaPrompt.of(task, shown(history), exemplars);
        Prompt parent = history.best().prompt();
        List<Draft> written =
                roles
                        .optimizerModel()
                        .sample(
                                List.of(Message.user(metaPrompt.text())),
                                config.candidates(),
                                "candidates/" + step)
                        .stream()
                        .map(completion -> read(completion, parent))
                        .toList();
        return drafts.sort(
                step, metaPrompt.text(), OptionalInt.empty(), written, scoreboard.scored());
    }

    /// The best of the history that reach the threshold, the worst of them first.
    private List<ScoredPrompt> shown(Trajectory history) {
        List<ScoredPrompt> ascending =
                history.entries().stream()
                        .filter(entry -> entry.score() >= config.threshold())
                        .sorted(Comparator.comparingDouble(ScoredPrompt::score))
                        .toList();
        return ascending.subList(Math.max(0, ascending.size() - config.shown()), ascending.size());
    }

    private Draft read(Completion completion, Prompt parent) {
        Draft draft = Draft.from(completion, parent);
        String text = draft.prompt().text();
        if (text.contains(OproMetaPrompt.PLACEHOLDER)) {
            return draft.rejected("contains the placeholder " + OproMetaPrompt.PLACEHOLDER);
        }
        if (text.length() > config.mostCharacters()) {
            return draft.rejected("longer than " + config.mostCharacters() + " characters");
        }
        return draft;
    }
}
