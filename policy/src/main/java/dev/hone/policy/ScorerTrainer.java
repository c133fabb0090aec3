package dev.hone.policy;

import dev.hone.experience.OfflineDataset;
import dev.hone.run.RandomStreams;

/// Learns from experiences which prompt suits which query.
public interface ScorerTrainer {

    /// The name in tables, such as `tfidf-logistic`.
    String name();

    /// @param training not empty
    /// @param random the only source of chance
    PromptScorer train(OfflineDataset training, RandomStreams random);
}
