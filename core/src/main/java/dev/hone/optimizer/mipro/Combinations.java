package dev.hone.optimizer.mipro;

import dev.hone.Prompt;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What is known of each combination, and which comes next. For use by one thread.
final class Combinations {

    private final Map<Choice, Prompt> prompts;
    private final ParzenEstimator estimator;
    private final Map<Choice, DoubleSummaryStatistics> trials = new LinkedHashMap<>();
    private final Set<Choice> judged = new HashSet<>();

    /// @param startup trials drawn at random before the estimator chooses
    Combinations(Candidates candidates, int startup) {
        this.prompts = candidates.prompts();
        this.estimator =
                new ParzenEstimator(
                        candidates.instructions().size(),
                        candidates.demonstrations().size(),
                        startup);
    }

    /// The combination to try, one that the whole split has not judged; null when it judged all.
    @Nullable Choice next(RandomGenerator random) {
        List<Choice> open =
                prompts.keySet().stream().filter(choice -> !judged.contains(choice)).toList();
        return open.isEmpty() ? null : estimator.next(open, random);
    }

    Prompt prompt(Choice choice) {
        return Objects.requireNonNull(prompts.get(choice), "chosen among these");
    }

    /// @param score on a minibatch, in [0, 1]
    void tried(Choice choice, double score) {
        trials.computeIfAbsent(choice, c -> new DoubleSummaryStatistics()).accept(score);
        estimator.observe(choice, score);
    }

    /// @param score on the whole split, in [0, 1]
    void judged(Choice choice, double score) {
        judged.add(choice);
        estimator.observe(choice, score);
    }

    /// Of those tried and not judged the one with the highest mean over its trials; of equals the
    /// one that was tried first. There must be one.
    Choice best() {
        return trials.entrySet().stream()
                .filter(trial -> !judged.contains(trial.getKey()))
                .sorted(
                        Comparator.comparingDouble(
                                        (Map.Entry<Choice, DoubleSummaryStatistics> trial) ->
                                                trial.getValue().getAverage())
                                .reversed())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
