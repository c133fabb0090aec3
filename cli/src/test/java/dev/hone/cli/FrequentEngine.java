package dev.hone.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Digest;
import dev.hone.InputException;
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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Learns which prompts are good how often, whatever the query. Sampled, it writes one of the two
/// most frequent, or both in a row.
final class FrequentEngine implements PolicyEngine {

    private static final String FILE = "frequent.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Policy train(TrainingPlan plan, Consumer<EpochLosses> progress) {
        Map<String, Double> weights = new TreeMap<>();
        for (RewardedDataset.Row row : plan.data().rows()) {
            weights.merge(row.experience().prompt().text(), row.normalised(), Double::sum);
        }
        Policy from = plan.from();
        FrequentPolicy trained =
                new FrequentPolicy(
                        weights,
                        plan.data().rows().size(),
                        plan.random().seed(),
                        from == null ? 1 : from.summary().loop() + 1);
        trained.summary().losses().forEach(progress);
        return trained;
    }

    @Override
    public Policy load(Path folder, Computation computation) {
        try {
            Map<String, Double> saved =
                    JSON.readValue(
                            Files.readAllBytes(folder.resolve(FILE)), new TypeReference<>() {});
            return new FrequentPolicy(
                    new TreeMap<>(
                            saved.entrySet().stream()
                                    .filter(entry -> entry.getKey().startsWith("."))
                                    .collect(
                                            Collectors.toMap(
                                                    entry -> entry.getKey().substring(1),
                                                    Map.Entry::getValue))),
                    saved.getOrDefault("rows", 0.0).intValue(),
                    saved.getOrDefault("seed", 0.0).longValue(),
                    saved.getOrDefault("loop", 0.0).intValue());
        } catch (IOException e) {
            throw new InputException("The folder " + folder + " holds no policy.", e);
        }
    }

    @Override
    public List<ScorerTrainer> baselines(Embedder embedder) {
        return List.of();
    }

    private record FrequentPolicy(Map<String, Double> weights, int rows, long seed, int loop)
            implements Policy {

        @Override
        public double[][] score(List<Query> queries, List<Prompt> prompts) {
            double[] row =
                    prompts.stream()
                            .mapToDouble(p -> 1e-6 + weights.getOrDefault(p.text(), 0.0))
                            .toArray();
            double sum = Arrays.stream(row).sum();
            double[] shares = Arrays.stream(row).map(weight -> weight / sum).toArray();
            return queries.stream().map(query -> shares.clone()).toArray(double[][]::new);
        }

        @Override
        public List<Prompt> write(List<Query> queries, Writing writing, RandomStreams random) {
            List<String> ranked =
                    weights.entrySet().stream()
                            .sorted(
                                    Map.Entry.<String, Double>comparingByValue()
                                            .reversed()
                                            .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                            .map(Map.Entry::getKey)
                            .toList();
            String first = ranked.getFirst();
            String second = ranked.get(Math.min(1, ranked.size() - 1));
            return queries.stream()
                    .map(
                            query ->
                                    switch (writing) {
                                        case GREEDY -> first;
                                        case SAMPLED, SAMPLED_FAITHFUL ->
                                                sample(first, second, random.stream(query.id()));
                                    })
                    .map(Prompt::new)
                    .toList();
        }

        private static String sample(String first, String second, RandomGenerator random) {
            return switch (random.nextInt(3)) {
                case 0 -> first;
                case 1 -> second;
                default -> first + " " + second;
            };
        }

        @Override
        public void save(Path folder) {
            Map<String, Double> saved = new TreeMap<>();
            weights.forEach((prompt, weight) -> saved.put("." + prompt, weight));
            saved.put("rows", (double) rows);
            saved.put("seed", (double) seed);
            saved.put("loop", (double) loop);
            try {
                Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(saved));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public TrainingSummary summary() {
            return new TrainingSummary(
                    "tiny",
                    weights.size(),
                    rows,
                    Digest.of(weights.toString()),
                    seed,
                    loop,
                    null,
                    List.of(new EpochLosses(0, 1.0 / rows, 0, 1, 1, 0)),
                    Version.CURRENT);
        }
    }
}
