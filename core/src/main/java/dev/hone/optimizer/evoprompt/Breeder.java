package dev.hone.optimizer.evoprompt;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Tags;
import dev.hone.optimizer.trajectory.ScoredPrompt;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/// Lets the optimizer model write prompts from prompts.
final class Breeder {

    private final SearchRoles roles;
    private final Scoreboard scoreboard;
    private final double temperature;
    private final Drafts drafts;
    private final Attempts attempts;

    Breeder(Task task, SearchRoles roles, Scoreboard scoreboard, double temperature) {
        this.roles = roles;
        this.scoreboard = scoreboard;
        this.temperature = temperature;
        this.drafts = new Drafts(task, roles.listener());
        this.attempts = new Attempts(roles.listener());
    }

    /// Prompts that mean the same, scored; none that was scored before.
    ///
    /// @param count asked for
    List<ScoredPrompt> variations(int step, String stream, Prompt origin, int count) {
        String request = EvoPromptMetaPrompt.variation(origin);
        List<Prompt> fresh =
                ask(step, stream, request, origin, count, Draft::from).stream()
                        .filter(prompt -> !scoreboard.scored().contains(prompt))
                        .toList();
        return scoreboard.score(fresh, step);
    }

    /// What an operator makes of its request; none when the answer is not usable or there was none.
    List<Prompt> child(int step, String stream, String request, Prompt parent) {
        return ask(step, stream, request, parent, 1, Breeder::readLastStep);
    }

    ScoredPrompt score(Prompt prompt, int step) {
        return scoreboard.score(prompt, step);
    }

    List<ScoredPrompt> score(List<Prompt> prompts, int step) {
        return scoreboard.score(prompts, step);
    }

    private List<Prompt> ask(
            int step,
            String stream,
            String request,
            Prompt parent,
            int samples,
            BiFunction<Completion, Prompt, Draft> reading) {
        return attempts.at(
                step,
                List.of(),
                () -> {
                    List<Draft> written =
                            roles
                                    .optimizerModel()
                                    .sample(
                                            List.of(Message.user(request)),
                                            samples,
                                            temperature,
                                            stream)
                                    .stream()
                                    .map(completion -> reading.apply(completion, parent))
                                    .toList();
                    return drafts.sort(
                            step, request, OptionalInt.empty(), written, scoreboard.scored());
                });
    }

    private static Draft readLastStep(Completion completion, Prompt parent) {
        Draft draft = Draft.from(completion, parent);
        return completion.text().contains(Tags.PROMPT.start())
                ? draft
                : draft.rejected("without the tag " + Tags.PROMPT.start());
    }
}
