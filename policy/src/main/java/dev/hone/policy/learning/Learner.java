package dev.hone.policy.learning;

import dev.hone.InputException;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.PromptAverages;
import dev.hone.experience.Query;
import dev.hone.experience.reward.NamedReward;
import dev.hone.experience.reward.Reward;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.policy.Computation;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.TrainingBasis;
import dev.hone.policy.TrainingCourse;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.fallback.SafeFallBack;
import dev.hone.policy.judgement.Folds;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Learns a policy from experiences: a part of the queries is set aside, the policy is trained on
/// the good demonstrations of the others, and what its preferences are worth is measured on those
/// set aside. Immutable.
///
/// @param profile `tiny`, `small` or `paper`
/// @param epochs other than the profile's
/// @param reward of an experience; [#QUERY_REWARD] unless the paper is followed to the letter
/// @param keep about which share of the experiences is good enough to learn from, in (0, 1]
/// @param pretrained folder of the GPT-2 to start from
/// @param validation ids of the queries to set aside; empty for a fifth, drawn at random
/// @param computation of every policy
/// @param progress told after every epoch
public record Learner(
        PolicyEngine engine,
        String profile,
        OptionalInt epochs,
        Reward reward,
        double keep,
        @Nullable Path pretrained,
        Set<String> validation,
        Computation computation,
        Consumer<EpochLosses> progress) {

    /// The reward of [NamedReward#QUERY].
    public static final Reward QUERY_REWARD = NamedReward.QUERY.reward();

    private static final int PARTS = 5;

    public Learner {
        validation = Set.copyOf(validation);
    }

    /// With the usual computation.
    public Learner(
            PolicyEngine engine,
            String profile,
            OptionalInt epochs,
            Reward reward,
            double keep,
            @Nullable Path pretrained,
            Set<String> validation,
            Consumer<EpochLosses> progress) {
        this(
                engine,
                profile,
                epochs,
                reward,
                keep,
                pretrained,
                validation,
                Computation.USUAL,
                progress);
    }

    /// Trains and measures.
    ///
    /// @param data of training and validation
    /// @throws InputException when nothing can be learned: all rewards are alike, or there are no
    ///   queries besides those set aside
    public Learned learn(OfflineDataset data, RandomStreams random) {
        return learn(data, random, null);
    }

    /// As above, and goes on where a call with the same arguments was killed.
    ///
    /// @param checkpoint folder of the [course][dev.hone.policy.TrainingCourse#checkpoint]
    public Learned learn(OfflineDataset data, RandomStreams random, @Nullable Path checkpoint) {
        Parts parts = parts(data, random);
        Policy policy = train(parts, data, random, course -> course.withCheckpoint(checkpoint));
        return new Learned(
                policy, SafeFallBack.fit(parts.training(), parts.validation(), policy, random));
    }

    /// Trains on a course that deviates, as controls do.
    Policy train(
            Parts parts,
            OfflineDataset all,
            RandomStreams random,
            UnaryOperator<TrainingCourse> deviation) {
        OfflineDataset training = parts.training();
        RewardedDataset rewarded =
                RewardedDataset.keeping(keep, training, PromptAverages.of(training), reward);
        TrainingBasis basis =
                TrainingBasis.of(
                        reward, rewarded.scale(), TrainingBasis.digests(parts.validation()));
        TrainingPlan plan =
                TrainingPlan.of(rewarded, all.queries(), all.prompts(), profile, random)
                        .with(
                                course ->
                                        course.withPretrained(pretrained)
                                                .withEpochs(epochs)
                                                .withComputation(computation))
                        .with(deviation)
                        .withBasis(basis);
        return engine.train(plan, progress);
    }

    /// What is learned from and what is set aside.
    ///
    /// @throws InputException as [#learn]
    public Parts parts(OfflineDataset data, RandomStreams random) {
        OfflineDataset training;
        OfflineDataset setAside;
        if (validation.isEmpty()) {
            if (data.queries().size() < PARTS) {
                throw new InputException(
                        "There are "
                                + data.queries().size()
                                + " queries to learn from, but at least "
                                + PARTS
                                + " are needed.");
            }
            Folds.Fold fold =
                    Folds.of(data, PARTS, new RandomStreams(random.seedOf("validation")))
                            .getFirst();
            training = fold.training();
            setAside = fold.test();
        } else {
            training = data.where(query -> !isSetAside(query));
            setAside = data.where(this::isSetAside);
        }
        if (training.isEmpty()) {
            throw new InputException(
                    "All queries to learn from are in the validation data as well, so nothing is"
                            + " left to learn from.");
        }
        return new Parts(training, setAside);
    }

    private boolean isSetAside(Query query) {
        return validation.contains(query.id());
    }

    /// Two data sets that share no query.
    ///
    /// @param validation what was set aside
    public record Parts(OfflineDataset training, OfflineDataset validation) {}
}
