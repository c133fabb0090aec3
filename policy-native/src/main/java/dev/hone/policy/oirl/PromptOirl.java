package dev.hone.policy.oirl;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.model.Embedder;
import dev.hone.policy.PromptScorer;
import dev.hone.policy.ScorerTrainer;
import dev.hone.run.RandomStreams;

import ml.dmlc.xgboost4j.java.DMatrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The baseline `prompt-oirl` (Sun et al., 2024): boosted trees on the embeddings of query and
/// prompt predict how likely the answer is right. Scores are these probabilities.
///
/// The paper embeds by OpenAI's 1,536 components; here any [Embedder] serves. Prompts that were not
/// in the training data have scores too. Thread-safe; a scorer holds no memory outside Java between
/// calls. The same seed gives the same scores on a machine with as many processors.
public final class PromptOirl implements ScorerTrainer {

    private final Features features;
    private final OirlConfig config;

    public PromptOirl(Embedder embedder, OirlConfig config) {
        this.features = new Features(embedder);
        this.config = config;
    }

    /// With [OirlConfig#FAST].
    public PromptOirl(Embedder embedder) {
        this(embedder, OirlConfig.FAST);
    }

    @Override
    public String name() {
        return "prompt-oirl";
    }

    @Override
    public PromptScorer train(OfflineDataset training, RandomStreams random) {
        Rows rows = new Rows(features.embed(training.queries(), training.prompts()));
        DMatrix matrix = rows.labelled(learned(training, random.stream("prompt-oirl queries")));
        try {
            long seed = random.seedOf("prompt-oirl");
            return new Scorer(features, RewardModel.train(matrix, config, seed));
        } finally {
            matrix.dispose();
        }
    }

    /// What was recorded for the share of the queries to learn from, which are drawn.
    private List<Experience> learned(OfflineDataset training, RandomGenerator random) {
        int count =
                (int) Math.max(1, Math.round(config.trainingShare() * training.queries().size()));
        List<Query> queries = new ArrayList<>(training.queries());
        for (int i = 0; i < count; i++) {
            Collections.swap(queries, i, i + random.nextInt(queries.size() - i));
        }
        Set<Query> drawn = Set.copyOf(queries.subList(0, count));
        return training.where(drawn::contains).experiences();
    }

    private record Scorer(Features features, RewardModel model) implements PromptScorer {

        /// At a time, so that the matrix of many queries needs no more memory than that of some.
        private static final int MOST_ROWS = 8_192;

        @Override
        public double[][] score(List<Query> queries, List<Prompt> prompts) {
            double[][] scores = new double[queries.size()][prompts.size()];
            if (prompts.isEmpty()) {
                return scores;
            }
            int step = Math.max(1, MOST_ROWS / prompts.size());
            for (int start = 0; start < scores.length; start += step) {
                int end = Math.min(start + step, scores.length);
                float[] part = predict(queries.subList(start, end), prompts);
                for (int i = 0; i < part.length; i++) {
                    scores[start + i / prompts.size()][i % prompts.size()] = part[i];
                }
            }
            return scores;
        }

        private float[] predict(List<Query> queries, List<Prompt> prompts) {
            DMatrix matrix = new Rows(features.embed(queries, prompts)).of(queries, prompts);
            try {
                return model.predict(matrix);
            } finally {
                matrix.dispose();
            }
        }
    }
}
