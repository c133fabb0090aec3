package dev.hone.policy.engine;

import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.training.TrainingConfig;

/// The sizes a policy comes in, each with the training that suits it.
public enum Profile {

    /// GPT-2 small from pretrained weights, as in the paper; for a GPU, or for patience.
    PAPER {
        @Override
        public PolicyConfig shape(int vocabulary) {
            return PolicyConfig.paper();
        }

        @Override
        public TrainingConfig training(int rows) {
            return TrainingConfig.paper();
        }
    },

    /// 4 layers of 256, from scratch, with the vocabulary that occurs.
    SMALL {
        @Override
        public PolicyConfig shape(int vocabulary) {
            return PolicyConfig.small(vocabulary);
        }

        @Override
        public TrainingConfig training(int rows) {
            return TrainingConfig.scratch(epochs(rows, 2_000));
        }
    },

    /// 2 layers of 64, from scratch, with the vocabulary that occurs.
    TINY {
        @Override
        public PolicyConfig shape(int vocabulary) {
            return PolicyConfig.tiny(vocabulary);
        }

        @Override
        public TrainingConfig training(int rows) {
            return TrainingConfig.scratch(epochs(rows, 600));
        }
    };

    private static final int FEWEST_EPOCHS = 3;
    private static final int MOST_EPOCHS = 300;

    /// @param vocabulary tokens that occur; not looked at where the whole of GPT-2's is kept
    public abstract PolicyConfig shape(int vocabulary);

    /// Loop 1.
    ///
    /// @param rows demonstrations; networks that start from nothing pass over few of them more
    ///   often
    public abstract TrainingConfig training(int rows);

    /// Loops 2 and later go on from the loop before with a tenth of the learning rate and a fifth
    /// of the epochs.
    public TrainingConfig fineTuning(int rows) {
        TrainingConfig first = training(rows);
        return first.withEpochs(Math.max(1, first.epochs() / 5))
                .withLearningRate(first.learningRate() / 10);
    }

    /// As many passes as come to about so many steps.
    static int epochs(int rows, int steps) {
        int perEpoch = Math.ceilDiv(Math.max(1, rows), TrainingConfig.SCRATCH_BATCH);
        return Math.clamp(Math.ceilDiv(steps, perEpoch), FEWEST_EPOCHS, MOST_EPOCHS);
    }

    /// Whether the vocabulary is cut to what occurs in queries and prompts.
    public boolean cutsVocabulary() {
        return this != PAPER;
    }
}
