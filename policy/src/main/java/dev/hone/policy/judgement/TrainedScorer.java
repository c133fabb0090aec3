package dev.hone.policy.judgement;

import dev.hone.experience.OfflineDataset;
import dev.hone.policy.PromptScorer;
import dev.hone.policy.ScorerTrainer;
import dev.hone.run.RandomStreams;

/// Chooses what a trained scorer likes best.
record TrainedScorer(ScorerTrainer trainer) implements Contender {

    @Override
    public String name() {
        return trainer.name();
    }

    @Override
    public QueryValues run(OfflineDataset training, OfflineDataset test, RandomStreams random) {
        PromptScorer scorer = trainer.train(training, random);
        Choices choices = Choices.best(scorer, test.queries(), training.prompts());
        return QueryValues.of(choices, test);
    }
}
