package dev.hone.policy.loop;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.Version;
import dev.hone.experience.Query;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.model.Embedder;
import dev.hone.policy.Computation;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.ScorerTrainer;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.TrainingSummary;
import dev.hone.policy.Writing;
import dev.hone.run.RandomStreams;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Learns, for the first word of a query, how often each prompt was a good one. Sampled, it writes
/// one of the two most frequent, or both in a row, which may be a prompt nobody has seen.
final class WordEngine implements PolicyEngine {

    private final List<TrainingPlan> plans = new ArrayList<>();

    /// What was trained, in order.
    List<TrainingPlan> plans() {
        return plans;
    }

    @Override
    public Policy train(TrainingPlan plan, Consumer<EpochLosses> progress) {
        plans.add(plan);
        Map<String, Map<String, Double>> weights = new TreeMap<>();
        for (RewardedDataset.Row row : plan.data().rows()) {
            weights.computeIfAbsent(word(row.experience().query()), key -> new TreeMap<>())
                    .merge(row.experience().prompt().text(), row.normalised(), Double::sum);
        }
        EpochLosses losses = new EpochLosses(0, 1.0 / plan.data().rows().size(), 0, 1, 1, 0);
        progress.accept(losses);
        Policy from = plan.from();
        TrainingSummary summary =
                new TrainingSummary(
                        plan.course().profile(),
                        weights.size(),
                        plan.data().rows().size(),
                        Digest.of(weights.toString()),
                        plan.random().seed(),
                        from == null ? 1 : from.summary().loop() + 1,
                        plan.basis(),
                        List.of(losses),
                        Version.CURRENT);
        return new WordPolicy(weights, summary);
    }

    @Override
    public Policy load(Path folder, Computation computation) {
        throw new UnsupportedOperationException("kept in memory");
    }

    @Override
    public List<ScorerTrainer> baselines(Embedder embedder) {
        return List.of();
    }

    private static String word(Query query) {
        return query.text().split(" ", 2)[0];
    }

    record WordPolicy(Map<String, Map<String, Double>> weights, TrainingSummary summary)
            implements Policy {

        @Override
        public double[][] score(List<Query> queries, List<Prompt> prompts) {
            return queries.stream()
                    .map(
                            query -> {
                                Map<String, Double> own =
                                        weights.getOrDefault(word(query), Map.of());
                                double[] row =
                                        prompts.stream()
                                                .mapToDouble(p -> own.getOrDefault(p.text(), 0.0))
                                                .map(weight -> weight + 1e-6)
                                                .toArray();
                                double sum = java.util.Arrays.stream(row).sum();
                                return java.util.Arrays.stream(row).map(w -> w / sum).toArray();
                            })
                    .toArray(double[][]::new);
        }

        @Override
        public List<Prompt> write(List<Query> queries, Writing writing, RandomStreams random) {
            return queries.stream()
                    .map(
                            query ->
                                    switch (writing) {
                                        case GREEDY -> likeliest(query).getFirst();
                                        case SAMPLED, SAMPLED_FAITHFUL ->
                                                sample(likeliest(query), random.stream(query.id()));
                                    })
                    .map(Prompt::new)
                    .toList();
        }

        private List<String> likeliest(Query query) {
            List<String> two =
                    weights.getOrDefault(word(query), Map.of("", 1.0)).entrySet().stream()
                            .sorted(
                                    Map.Entry.<String, Double>comparingByValue()
                                            .reversed()
                                            .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                            .limit(2)
                            .map(Map.Entry::getKey)
                            .toList();
            return two.size() == 2 ? two : List.of(two.getFirst(), two.getFirst());
        }

        private static String sample(List<String> two, RandomGenerator random) {
            int drawn = random.nextInt(3);
            return drawn < 2 ? two.get(drawn) : two.get(0) + " " + two.get(1);
        }

        @Override
        public void save(Path folder) {
            throw new UnsupportedOperationException("kept in memory");
        }
    }
}
