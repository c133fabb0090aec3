package dev.hone.policy.gpt2;

/// The sizes a policy comes in, each with the training that suits it.
public enum Profile {

    /// GPT-2 small from pretrained weights, as in the paper; for a GPU, or for patience.
    PAPER {
        @Override
        public PolicyConfig shape(int vocabulary) {
            return PolicyConfig.paper();
        }

        @Override
        public TrainingConfig training() {
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
        public TrainingConfig training() {
            return TrainingConfig.scratch(20);
        }
    },

    /// 2 layers of 64, from scratch, with the vocabulary that occurs.
    TINY {
        @Override
        public PolicyConfig shape(int vocabulary) {
            return PolicyConfig.tiny(vocabulary);
        }

        @Override
        public TrainingConfig training() {
            return TrainingConfig.scratch(20);
        }
    };

    /// @param vocabulary tokens that occur; not looked at where the whole of GPT-2's is kept
    public abstract PolicyConfig shape(int vocabulary);

    /// Loop 1.
    public abstract TrainingConfig training();

    /// Loops 2 and later go on from the loop before with a tenth of the learning rate and a fifth
    /// of the epochs.
    public TrainingConfig fineTuning() {
        TrainingConfig first = training();
        return first.withEpochs(Math.max(1, first.epochs() / 5))
                .withLearningRate(first.learningRate() / 10);
    }

    /// Whether the vocabulary is cut to what occurs in queries and prompts.
    public boolean cutsVocabulary() {
        return this != PAPER;
    }
}
