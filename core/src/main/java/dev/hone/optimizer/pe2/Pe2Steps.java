package dev.hone.optimizer.pe2;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The steps of one search of PE2: choose the best prompts, talk about the failures of each, score
/// what was written, and let it join the states (paper §3 and its appendix on the search).
final class Pe2Steps implements Steps {

    private final Pe2Config config;
    private final Scoreboard scoreboard;
    private final FailureCollector collector;
    private final Rewriter rewriter;

    Pe2Steps(Task task, Pe2Config config, SearchRoles roles, Scoreboard scoreboard) {
        int enough = config.batch() * Math.max(config.expand(), 2) / 2;
        this.config = config;
        this.scoreboard = scoreboard;
        this.collector =
                new FailureCollector(
                        task, roles.evaluator(), enough, roles.random().stream("trials"));
        this.rewriter = new Rewriter(task, config, roles);
    }

    @Override
    public Trajectory make(int step, Trajectory states) {
        Set<Prompt> known = new LinkedHashSet<>(scoreboard.scored());
        Set<Prompt> written = new LinkedHashSet<>();
        List<ScoredPrompt> chosen = chosen(states);
        for (int i = 0; i < chosen.size(); i++) {
            Prompt prompt = chosen.get(i).prompt();
            Failures found = collector.of(prompt);
            int conversations = found.failures().isEmpty() ? 0 : config.expand();
            for (int j = 0; j < conversations; j++) {
                String name = step + "/" + i + "/" + j;
                for (Prompt usable : rewriter.rewrite(step, name, prompt, found, known)) {
                    if (known.add(usable)) {
                        written.add(usable);
                    }
                }
            }
        }
        Trajectory longer = states;
        for (ScoredPrompt scored : scoreboard.score(List.copyOf(written), step)) {
            longer = longer.plus(scored);
        }
        return longer;
    }

    /// The best first; of equals the earliest.
    private List<ScoredPrompt> chosen(Trajectory states) {
        int since = config.backTrack() ? 0 : states.last().step();
        return states.entries().stream()
                .filter(entry -> entry.step() >= since)
                .sorted(Comparator.comparingDouble(ScoredPrompt::score).reversed())
                .limit(config.beam())
                .toList();
    }
}
