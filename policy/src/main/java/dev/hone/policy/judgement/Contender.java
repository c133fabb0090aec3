package dev.hone.policy.judgement;

import dev.hone.experience.OfflineDataset;
import dev.hone.policy.ScorerTrainer;
import dev.hone.run.RandomStreams;

/// Something that chooses prompts, or bounds what choosing them could bring, and is judged on
/// recorded outcomes.
public interface Contender {

    /// The name in tables, such as `best-single`; no two contenders of a table share it.
    String name();

    /// @param training all that may be learned from; not empty
    /// @param test what the choices are worth; its queries are not in `training`
    /// @param random the only source of chance
    /// @return a value for every query of `test`, in its order
    QueryValues run(OfflineDataset training, OfflineDataset test, RandomStreams random);

    /// Trains a scorer and chooses for each query the prompt of the training data with the highest
    /// score.
    static Contender of(ScorerTrainer trainer) {
        return new TrainedScorer(trainer);
    }
}
