package dev.hone.experience;

import dev.hone.Prompt;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How well each prompt does on average over its task: the task-level part of a reward (QPO §2.4).
/// Immutable.
///
/// Computed once, before anything is filtered out: the average over the pairs that a filter left
/// would flatter every prompt.
public final class PromptAverages {

    private final Map<Prompt, Double> averages;

    private PromptAverages(Map<Prompt, Double> averages) {
        this.averages = averages;
    }

    /// The mean score of every prompt over the queries it was tried on, each weighing the same.
    public static PromptAverages of(OfflineDataset dataset) {
        return of(dataset, Map.of());
    }

    /// As [#of(OfflineDataset)], but for the prompts whose average was recorded.
    ///
    /// @param recorded each in [0, 1]
    public static PromptAverages of(OfflineDataset dataset, Map<Prompt, Double> recorded) {
        Map<Prompt, double[]> sums = new LinkedHashMap<>();
        for (Experience experience : dataset.experiences()) {
            double[] sum = sums.computeIfAbsent(experience.prompt(), prompt -> new double[2]);
            sum[0] += experience.score();
            sum[1]++;
        }
        Map<Prompt, Double> averages = new HashMap<>();
        sums.forEach((prompt, sum) -> averages.put(prompt, sum[0] / sum[1]));
        recorded.forEach(
                (prompt, average) -> {
                    if (!(average >= 0 && average <= 1)) {
                        throw new IllegalArgumentException(
                                "average (" + average + ") must be in [0, 1].");
                    }
                    averages.put(prompt, average);
                });
        return new PromptAverages(averages);
    }

    /// In [0, 1].
    ///
    /// @throws IllegalArgumentException when the prompt is not known
    public double average(Prompt prompt) {
        Double average = averages.get(prompt);
        if (average == null) {
            throw new IllegalArgumentException(
                    "No average is known of a prompt of "
                            + prompt.text().length()
                            + " characters that is not in the data.");
        }
        return average;
    }
}
