package dev.hone.optimizer.gpo;

import dev.hone.Prompt;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Which candidate joins the trajectory, and which prompt the next step starts from.
public enum Selection {
    /// The best candidate that was never selected before joins and is the next current prompt, even
    /// when it is worse than the one before (official code).
    NOVELTY {
        @Override
        @Nullable ScoredPrompt select(
                ScoredPrompt current, List<ScoredPrompt> candidates, Set<Prompt> selectedBefore) {
            List<Ranked> ranked = new ArrayList<>();
            // The official code lets the current prompt compete with a score of zero.
            ranked.add(new Ranked(current, 0));
            candidates.forEach(candidate -> ranked.add(new Ranked(candidate, candidate.score())));
            ranked.sort(BEST_FIRST);
            return ranked.stream()
                    .filter(entry -> !selectedBefore.contains(entry.scored().prompt()))
                    .findFirst()
                    .orElse(ranked.getFirst())
                    .scored();
        }

        @Override
        ScoredPrompt current(Trajectory trajectory) {
            return trajectory.last();
        }
    },

    /// The best candidate that was never selected before joins; the next current prompt is the best
    /// of the run so far.
    ELITIST {
        @Override
        @Nullable ScoredPrompt select(
                ScoredPrompt current, List<ScoredPrompt> candidates, Set<Prompt> selectedBefore) {
            return candidates.stream()
                    .filter(candidate -> !selectedBefore.contains(candidate.prompt()))
                    .sorted(Comparator.comparingDouble(ScoredPrompt::score).reversed())
                    .findFirst()
                    .orElse(null);
        }

        @Override
        ScoredPrompt current(Trajectory trajectory) {
            return trajectory.best();
        }
    };

    private static final Comparator<Ranked> BEST_FIRST =
            Comparator.comparingDouble(Ranked::rank).reversed();

    /// The entry that joins the trajectory, or null when none does. Of equal candidates the one
    /// that came first wins.
    abstract @Nullable ScoredPrompt select(
            ScoredPrompt current, List<ScoredPrompt> candidates, Set<Prompt> selectedBefore);

    /// The prompt the next step starts from.
    abstract ScoredPrompt current(Trajectory trajectory);

    private record Ranked(ScoredPrompt scored, double rank) {}
}
