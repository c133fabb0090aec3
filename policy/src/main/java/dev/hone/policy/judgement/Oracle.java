package dev.hone.policy.judgement;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The best that choosing among known prompts could bring.
public final class Oracle {

    private Oracle() {}

    /// For each query the highest mean score under any of the prompts. Above what any policy can
    /// reach: the luck of single answers counts as skill. Not covered where none was recorded.
    public static QueryValues raw(OfflineDataset test, List<Prompt> prompts) {
        return QueryValues.of(
                test.queries(),
                query ->
                        recorded(test, query, prompts).stream()
                                .mapToDouble(Experience::score)
                                .max()
                                .orElse(Double.NaN));
    }

    /// The oracle without the luck of single answers: where prompts were tried on a query more than
    /// once, one answer of each is left out, the prompt that is best by the others is chosen, and
    /// the answer of it that was left out is its value; the mean over all rounds. Of equally good
    /// prompts it takes the one with the higher mean over all training queries, then the first.
    ///
    /// Only prompts tried at least twice on a query take part in it, and a query without any is not
    /// covered. Rounds are as many as the most answers under one prompt; a prompt with fewer starts
    /// again from its first. What is chosen by never contains what is scored, so that the value is
    /// without bias for an oracle that knows one answer less.
    ///
    /// @param training gives the prompts and their means
    public static QueryValues reliable(OfflineDataset training, OfflineDataset test) {
        Map<Prompt, Double> means = PromptMeans.of(training);
        ToDoubleFunction<Experience> mean =
                experience -> means.getOrDefault(experience.prompt(), 0.0);
        return QueryValues.of(
                test.queries(),
                query -> {
                    List<Experience> repeated =
                            recorded(test, query, training.prompts()).stream()
                                    .filter(experience -> experience.scores().size() > 1)
                                    .toList();
                    return leaveOneOut(repeated, mean);
                });
    }

    private static double leaveOneOut(
            List<Experience> repeated, ToDoubleFunction<Experience> mean) {
        int rounds = repeated.stream().mapToInt(row -> row.scores().size()).max().orElse(0);
        double sum = 0;
        for (int round = 0; round < rounds; round++) {
            Experience best = repeated.getFirst();
            for (Experience candidate : repeated) {
                int order = Double.compare(without(round, candidate), without(round, best));
                boolean better =
                        order > 0
                                || order == 0
                                        && mean.applyAsDouble(candidate) > mean.applyAsDouble(best);
                best = better ? candidate : best;
            }
            sum += best.scores().get(round % best.scores().size());
        }
        return rounds == 0 ? Double.NaN : sum / rounds;
    }

    /// The mean score without the one that is left out in a round.
    private static double without(int round, Experience experience) {
        List<Double> scores = experience.scores();
        int left = round % scores.size();
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            sum += i == left ? 0 : scores.get(i);
        }
        return sum / (scores.size() - 1);
    }

    private static List<Experience> recorded(
            OfflineDataset test, Query query, List<Prompt> prompts) {
        return prompts.stream().flatMap(prompt -> test.find(query, prompt).stream()).toList();
    }
}
