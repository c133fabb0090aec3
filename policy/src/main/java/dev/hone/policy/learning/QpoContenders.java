package dev.hone.policy.learning;

import dev.hone.experience.OfflineDataset;
import dev.hone.policy.Policy;
import dev.hone.policy.TrainingCourse;
import dev.hone.policy.baseline.QueryShuffled;
import dev.hone.policy.judgement.Choices;
import dev.hone.policy.judgement.Contender;
import dev.hone.policy.judgement.QueryValues;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/// QPO and its controls, for a judgement. Not thread-safe: the contenders of one instance share
/// what was learned last, so that one training serves them all.
///
/// | name | which prompt |
/// |---|---|
/// | `qpo` | the policy's, with the safe fall-back |
/// | `qpo-likelihood` | the one the policy is most likely to write, without any fall-back |
/// | `query-shuffled` | the one `qpo` chose for another query |
/// | `behaviour-cloning` | as `qpo-likelihood`, by a policy that is told no rewards |
/// | `no-reward-loss` | as `qpo-likelihood`, by a policy trained without the loss's reward term |
public final class QpoContenders {

    private final Learner learner;
    private @Nullable OfflineDataset learnedFrom;
    private @Nullable Learned learned;

    public QpoContenders(Learner learner) {
        this.learner = learner;
    }

    /// `qpo`, `qpo-likelihood` and `query-shuffled`.
    public List<Contender> main() {
        return List.of(
                new Named(
                        "qpo",
                        (training, test, random) ->
                                learned(training, random).fallBack().choices(test.queries())),
                new Named(
                        "qpo-likelihood",
                        (training, test, random) ->
                                Choices.best(
                                        learned(training, random).policy(),
                                        test.queries(),
                                        training.prompts())),
                new Named(
                        "query-shuffled",
                        (training, test, random) ->
                                QueryShuffled.of(
                                        learned(training, random)
                                                .fallBack()
                                                .choices(test.queries()),
                                        random.stream("shuffle"))));
    }

    /// `behaviour-cloning` and `no-reward-loss`, each a training of its own.
    public List<Contender> controls() {
        return List.of(
                control("behaviour-cloning", TrainingCourse::withoutRewards),
                control("no-reward-loss", TrainingCourse::withoutRewardTerm));
    }

    private Contender control(String name, UnaryOperator<TrainingCourse> deviation) {
        return new Named(
                name,
                (training, test, random) -> {
                    Learner.Parts parts = learner.parts(training, random);
                    Policy policy = learner.train(parts, training, random, deviation);
                    return Choices.best(policy, test.queries(), training.prompts());
                });
    }

    /// What `qpo` learned last from this data, or learns now.
    public Learned learned(OfflineDataset training, RandomStreams random) {
        return learned(training, random, null);
    }

    /// As above, and goes on where learning was killed before.
    ///
    /// @param checkpoint folder for [Learner#learn(OfflineDataset, RandomStreams, Path)]
    public Learned learned(
            OfflineDataset training, RandomStreams random, @Nullable Path checkpoint) {
        Learned known = learned;
        if (known == null || learnedFrom != training) {
            known = learner.learn(training, random, checkpoint);
            learned = known;
            learnedFrom = training;
        }
        return known;
    }

    @FunctionalInterface
    private interface Choosing {
        Choices choose(OfflineDataset training, OfflineDataset test, RandomStreams random);
    }

    private record Named(String name, Choosing choosing) implements Contender {

        @Override
        public QueryValues run(OfflineDataset training, OfflineDataset test, RandomStreams random) {
            return QueryValues.of(choosing.choose(training, test, random), test);
        }
    }
}
